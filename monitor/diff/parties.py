"""Who and where: the parties, countries and contact data that a sentence names."""

from __future__ import annotations

import re

from monitor.diff import european_names
from monitor.diff.families import Family
from monitor.diff.tokens import MAIL, URL
from monitor.model import SignalKind

PARTY = Family(
    kind=SignalKind.PARTY,
    reason="a party changed",
    weak=frozenset({"us", "you"}),
    european=european_names.PARTY,
    classes={
        "affiliate": (
            r"affiliate(?:s|d (?:companies|entities))?",
            r"(?:グループ|関連|関係)(?:会社|企業|各社)",
        ),
        "subsidiary": (r"subsidiar(?:y|ies)", r"子会社"),
        "parent": (r"parent compan(?:y|ies)|holding compan(?:y|ies)", r"親会社|持株会社"),
        "group": (r"group compan(?:y|ies)", r""),
        "advertiser": (
            r"advertis(?:ers?|ing (?:partners?|networks?|agenc(?:y|ies)))",
            r"広告(?:主|事業者|会社|代理店|配信事業者)",
        ),
        "partner": (
            r"(?:business )?partners?",
            r"提携(?:先|企業|会社)|パートナー(?:企業)?|取引先",
        ),
        "processor": (
            (r"(?:sub-?)?processors?|service providers?|(?:sub-?)?contractors?|vendors?|suppliers?"),
            r"(?:業務)?(?:再)?委託先|業務受託者|外部業者",
        ),
        "third": (r"third[- ]part(?:y|ies)", r"第三者"),
        "broker": (r"(?:data )?brokers?", r"名簿業者|データブローカー"),
        "insurer": (r"insurers?|insurance compan(?:y|ies)", r"保険会社"),
        "bank": (r"banks?|financial institutions?|credit (?:agenc(?:y|ies)|bureaus?)", r"金融機関|銀行|信用情報機関"),
        "adviser": (
            r"(?:legal |professional )?advis[eo]rs?|lawyers?|auditors?|accountants?",
            r"弁護士|監査法人|税理士|会計士",
        ),
        "researcher": (r"researchers?|universit(?:y|ies)", r"研究(?:者|機関)|大学"),
        "publisher": (r"publishers?", r"出版社"),
        "police": (r"law enforcement|police", r"警察|捜査機関"),
        "authority": (
            r"(?:public |government(?:al)? |supervisory |competent )?authorit(?:y|ies)|regulators?|government agencies",
            r"行政機関|官公庁|監督官庁|個人情報保護委員会|公的機関",
        ),
        "court": (r"courts?", r"裁判所"),
        "dealer": (r"dealers?|resellers?|distributors?", r"代理店|販売店|特約店|加盟店"),
        "employer": (r"employers?", r"雇用主|勤務先"),
        "parent or guardian": (r"parents?|guardians?", r"親権者|保護者|法定代理人"),
        "us": (
            r"we|us|our|ours|the company|the operator",
            r"当(?:社|館|店|院|校|会|法人|機構|組合|財団)|弊社|運営者",
        ),
        "you": (
            (r"you|your|yours|the (?:users?|customers?|members?|clients?)|users?|customers?|members?"),
            r"お客(?:さま|様)|利用者|ユーザー|会員|ご本人|本人",
        ),
    },
)
NAMED = (
    r"\b(?-i:(?:[A-Z][\w&.-]{0,30},?\s){1,4}(?:Inc|Ltd|LLC|LLP|GmbH|AG|Corp|Corporation|Limited|B\.V|S\.A|SAS|SARL|S\.A\.S|S\.L|SL|SpA|BV|NV|AB|Oy|ApS|Pty|KG|UG|e\.V|K\.K|Co|plc"
    r"|PLC|SE))\b|(?:株式会社|有限会社|合同会社|財団法人|社団法人)[^\s、。，．()（）「」及とはがをにの]{0,20}"
    r"|[^\s、。，．()（）「」及とはがをにの]{1,20}(?:株式会社|有限会社|合同会社)|(?<![ァ-ヺー])[ァ-ヺー・]{3,20}社"
)
"""A company or another body that is called by its name."""

_COUNTRIES = r"""
us = united states(?: of america)?|(?-i:U\.S\.(?:A\.?)?|USA?) = アメリカ(?:合衆国)?|米国
uk = united kingdom|great britain|(?-i:UK|U\.K\.?) = 英国|イギリス|連合王国
eu = european union|(?-i:EU) = 欧州連合|(?-i:(?<![A-Za-z])EU(?![A-Za-z]))|ＥＵ
eea = european economic area|(?-i:EEA) = 欧州経済(?:領)?域|(?-i:(?<![A-Za-z])EEA(?![A-Za-z]))
england = england(?: and wales)?|wales = イングランド
scotland = scotland = スコットランド
northern ireland = northern ireland = 北アイルランド
ireland = (?:republic of )?ireland = アイルランド
japan = japan = 日本(?![語人])(?:国内)?
china = china = 中国(?!地方)|中華人民共和国
hong kong = hong kong = 香港
taiwan = taiwan = 台湾
korea = (?:south |republic of )?korea = 韓国|大韓民国
india = india = インド(?!ネシア)
singapore = singapore = シンガポール
australia = australia = オーストラリア|豪州
new zealand = new zealand = ニュージーランド
canada = canada = カナダ
mexico = mexico = メキシコ
brazil = brazil = ブラジル
argentina = argentina = アルゼンチン
chile = chile = チリ(?!ー)
colombia = colombia = コロンビア
peru = peru = ペルー
switzerland = switzerland = スイス
germany = germany = ドイツ
france = france = フランス
netherlands = (?:the )?netherlands = オランダ
belgium = belgium = ベルギー
luxembourg = luxembourg = ルクセンブルク
spain = spain = スペイン
portugal = portugal = ポルトガル
italy = italy = イタリア
greece = greece = ギリシャ
austria = austria = オーストリア
poland = poland|pologne|polen = ポーランド
czechia = czechia|czech republic = チェコ
hungary = hungary = ハンガリー
romania = romania = ルーマニア
bulgaria = bulgaria = ブルガリア
sweden = sweden = スウェーデン
norway = norway = ノルウェー
denmark = denmark = デンマーク
finland = finland = フィンランド
iceland = iceland = アイスランド
liechtenstein = liechtenstein = リヒテンシュタイン
estonia = estonia = エストニア
malta = malta = マルタ
cyprus = cyprus = キプロス
turkey = turkey|türkiye = トルコ
ukraine = ukraine = ウクライナ
russia = russia = ロシア
israel = israel = イスラエル
uae = united arab emirates|(?-i:UAE) = アラブ首長国連邦
saudi arabia = saudi arabia = サウジアラビア
egypt = egypt = エジプト
kenya = kenya = ケニア
nigeria = nigeria = ナイジェリア
morocco = morocco = モロッコ
tunisia = tunisia = チュニジア
algeria = algeria = アルジェリア
senegal = senegal = セネガル
south africa = south africa = 南アフリカ
philippines = (?:the )?philippines = フィリピン
vietnam = viet ?nam = ベトナム
thailand = thailand = タイ(?:王国|国)
indonesia = indonesia = インドネシア
malaysia = malaysia = マレーシア
pakistan = pakistan = パキスタン
bangladesh = bangladesh = バングラデシュ
california = california = カリフォルニア州?
new york = new york = ニューヨーク州?
delaware = delaware = デラウェア州?
texas = texas = テキサス州?
quebec = quebec = ケベック州?
abroad = abroad|outside (?:of )?(?:the country|japan|your country)|overseas = 国外|海外|外国
home = domestically|within the country = 国内
"""
COUNTRY = Family(
    kind=SignalKind.COUNTRY,
    reason="a country changed",
    weak=frozenset({"home", "abroad"}),
    european=european_names.COUNTRY,
    classes={
        name: (latin, japanese)
        for name, latin, japanese in (line.split(" = ") for line in _COUNTRIES.strip().splitlines())
    },
)
_PREFECTURES = (
    "北海道|東京|大阪|京都|青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|横浜|新潟|富山|石川|金沢|福井|山梨|甲府|長野"
    "|岐阜|静岡|愛知|名古屋|三重|滋賀|大津|兵庫|神戸|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|高松|愛媛|松山|高知|福岡|佐賀"
    "|長崎|熊本|大分|宮崎|鹿児島|沖縄|那覇|札幌|仙台|さいたま"
)
COURTS = (
    rf"(?:{_PREFECTURES})(?:地方|簡易|高等|家庭)裁判所"
    r"|\b(?:courts|laws?) (?:of|in) (?:the )?(?-i:[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?)"
)
"""The place of jurisdiction."""

CONTACTS = (
    rf"{MAIL}|{URL}|(?:\+\d|\(?0)\d{{0,3}}\)?(?:[\s-]\(?\d{{2,4}}\)?){{2,4}}|\d{{2,4}}-\d{{2,4}}-\d{{3,4}}"
    rf"|0\d{{1,3}}[（(]\d{{1,4}}[）)]\d{{3,4}}|0\d{{9,10}}"
    r"|〒\s?\d{3}-\d{4}"
    r"|\b\d{1,5}[a-z]?,?\s(?:(?-i:[A-Z][a-z]{1,20})\s){1,3}(?:street|st|road|rd|avenue|ave|lane|square|drive"
    r"|way|boulevard|blvd)\b"
    r"|\b(?:p\.?\s?o\.?\s?box|postbox)\s\d{1,8}"
    rf"|(?:{_PREFECTURES})[都道府県][^\s、。（）()]{{1,30}}"
    rf"|[^\s、。]{{2,12}}[都道府県][^\s、。]{{1,12}}[市区町村][^\s、。]{{0,40}}"
)
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?|/$")
_NOT_DIGIT = re.compile(r"\D")
_NUMBERS_ONLY = re.compile(r"[\d\s()（）+〒-]+")


def contact(words: str) -> str:
    """Fold contact data: a telephone number to its digits, an address on the web without its scheme.

    >>> contact("03-1234-5678") == contact("(03) 1234 5678"), contact("http://a.example/") == contact("https://a.example")
    (True, True)
    """
    if _NUMBERS_ONLY.fullmatch(words):
        return _NOT_DIGIT.sub("", words)
    return _SCHEME.sub("", words.casefold())
