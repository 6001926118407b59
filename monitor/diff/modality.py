"""The words that say what must, may, can or will be done; English and Japanese; `european` has other languages."""

from __future__ import annotations

from monitor.diff import european
from monitor.diff.families import Family
from monitor.model import SignalKind

MODAL = Family(
    kind=SignalKind.OBLIGATION,
    reason="what must or may be done changed",
    weak=frozenset({"plain", "allow"}),
    european=european.MODAL,
    classes={
        "effort": (
            (
                r"endeavou?rs? to|strives? to|(?:try|tries|aims?|seeks?) to|where(?:ver)? possible|as far as possible"
                r"|(?:all |our |its )?(?:commercially )?(?:best|reasonable) (?:efforts|endeavou?rs)"
            ),
            (
                r"努め(?:るもの|ます|る|て)|努力(?:し|する|いたし)(?:ます)?|心がけ(?:ます|る)|(?:でき|可能な"
                r"|出来)る?限り|極力"
            ),
        ),
        "!must": (
            (
                r"not (?:be )?(?:required|obliged|obligated) to|(?:do|does|did)(?: not|n['’]t) (?:have"
                r"|need) to|need not"
                r"|optional(?:ly)?|voluntar(?:y|ily)"
            ),
            (
                r"(?:する|の)?必要[はが](?:ありません|ない|ございません)|なくて?も(?:よい|良い|いい"
                r"|構いません|かまいません)"
                r"|義務[はを](?:負いません|負わない|負わず|ありません|ない)|任意(?!の)"
            ),
        ),
        "must": (
            (
                r"must|(?:(?:am|are|is|be) )?(?:required|obliged|obligated|compelled|bound) to|ha(?:s|ve) to|needs? to"
                r"|mandatory|obligatory|compulsory"
            ),
            (
                r"(?:し)?なければ(?:なら(?:ない|ず)|なりません|いけ(?:ない|ません))|なくては(?:なら(?:ない"
                r"|ず)|なりません"
                r"|いけ(?:ない|ません))|(?:せ)?ねばな(?:ら(?:ない|ず)|りません)|(?:する"
                r"|の)?必要が(?:あります|あり|ある|ございます)"
                r"|義務(?:を負(?:います|う|い)|が(?:あります|あり|ある)|(?:付|づ)け)|(?:必要と"
                r"|を要)(?:します|する)|必須"
            ),
        ),
        "should": (
            r"should|ought to|(?:recommended|advised|encouraged) to|(?:is|are|be) recommended",
            (
                r"べき(?:です|である|だ)?|望ましい|推奨(?:します|する|いたします)?|(?:お)?(?:勧|すす)め(?:します"
                r"|いたします)"
            ),
        ),
        "!can": (
            (
                r"cannot|can not|can['’]t|unable to|not able to|(?:is|are|be) (?:strictly )?(?:prohibited"
                r"|forbidden|banned)"
                r"(?: from)?|(?:not|never) (?:be )?(?:permitted|allowed|authori[sz]ed|entitled)(?: to)?"
                r"|prohibits?|forbids?"
            ),
            (
                r"(?:する)?ことは?が?でき(?:ません|ない|ず)|でき(?:ません|ない|ず|かね)|(?:いただ|頂)け(?:ません|ない)"
                r"|ては(?:なら(?:ない|ず)|なりません|いけ(?:ません|ない))|禁(?:止|じ)(?:し(?:ます|ております"
                r"|ています)|いたします"
                r"|する|され(?:ています|ます|る)|られ(?:ています|ます|る)|ます|る|と(?:します|する)|です)?"
                r"|(?:認め|許(?:可し|諾し|し|され))(?:ません|ない|られません|られない|ておりません|ていません)"
                r"|お断り(?:します|いたします|する|しております)|不可(?:とします|とする|です|能)?"
            ),
        ),
        "can": (
            r"can|able to",
            (
                r"(?:する)?ことが(?:でき(?:ます|る|た)|可能(?:です|である))|でき(?:ます|る|れば|た)"
                r"|(?:いただ|頂)け(?:ます|る)"
                r"|て(?:もよい|も良い|もいい|も構いません|もかまいません|も構わない|も差し支え(?:ありません"
                r"|ない))(?:です)?"
                r"|(?:認め|許(?:可し|諾し|し|され))(?:ます|る|ております|ています|られ(?:ます|ています|る)|もの)"
                r"|(?:許可|許諾)(?:いたします|する)|可能(?:です|と(?:します|する)|である)"
            ),
        ),
        "may": (
            (
                r"(?-i:may|MAY|May(?= (?:not|we|you|I|be|also)\b))|(?:(?:am|are|is|be) )?(?:entitled"
                r"|permitted|allowed|free"
                r"|authori[sz]ed) to|(?:has|have|had|having|reserves?) (?:the|a) right to|at (?:our|its"
                r"|their) (?:sole |own )?"
                r"discretion|(?:is|are) permitted"
            ),
            r"権利を(?:有(?:します|する)|留保(?:します|する))|裁量(?:で|により)",
        ),
        "might": (
            r"might|could(?! not)",
            r"(?:する)?(?:こと|場合|可能性|おそれ|恐れ)[がも](?:あります|あり|ある|ございます)|かもしれません",
        ),
        "!plain": (
            r"won['’]t",
            (
                r"(?:する)?(?:こと|場合)は(?:一切|決して)?(?:ありません|ございません|ない)|(?:いた"
                r"|致)しません|しません|(?:いた|致)?しかねます"
                r"|(?<!なけれ)しない(?:もの(?:とします|とする))?|(?<![めき])ません"
                r"|(?<=[らわさかまたなば])ない(?:もの(?:とします|とする))?"
            ),
        ),
        "shall": (r"shall", ""),
        "allow": (r"allows?|permits?|lets?|enables?", ""),
        "request": (
            "",
            (
                r"(?:て)?(?:くだ|下)さい(?:ませ|ますよう(?:に)?お願い(?:(?:いた|致)?します|申し上げます))?"
                r"|お願い(?:(?:いた|致)?します|しております|(?:申し)?上げます)"
                r"|(?<!せ)(?:て)?(?:いただき|頂き)(?:ます|たい)|(?<!せ)(?:て)?(?:いただく|頂く)もの(?:とします|とする)"
            ),
        ),
        "plain": (
            r"will|would|(?:is|are) going to",
            (
                r"(?:する)?(?:もの|こと)と(?:いた|致)?(?:します|する)|させて(?:いただき|頂き)ます|(?:いた"
                r"|致)します|して(?:い|おり)ます"
                r"|します|する|行(?:います|う)|(?:あり|ござい)ます|です|である|ます"
            ),
        ),
    },
)
