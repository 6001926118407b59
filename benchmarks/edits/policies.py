"""Base policies of our own words, in a light notation: "#" a section, "-" an item, "|" a table row, else a paragraph."""

SOFTWARE = """
Last updated: 12 March 2023
This notice explains how Larkspur Notes handles information about people who use its note-taking service.
# Information we collect
When you open an account we ask for your name, a working email address and a password of your choice. If you pay for a plan, our payment partner also receives the billing address you type in.
While you use the service we record the following details:
- the device model and the operating system
- the pages you open and the time of each visit
- crash reports, when the application stops by itself
- the rough location that your network address suggests
# How we use information
We use account details to let you sign in, to answer your questions and to send invoices. We may use crash reports to find faults before other customers meet them.
We do not use the contents of your notes to train any model.
# Legal grounds
For customers in Europe we rely on the contract with you, on our legitimate interest in a secure service and, where the law demands it, on your consent. You can withdraw consent at any time in the settings.
# Cookies and similar tools
Our website sets two kinds of cookies. Strictly necessary cookies keep you signed in and cannot be switched off. Measurement cookies count visits and are set only after you agree.
| Cookie | Purpose | Lifetime |
| ln_session | keeps you signed in | 14 days |
| ln_count | counts visits to the site | 6 months |
| ln_theme | remembers the colours you chose | 1 year |
# Sharing with others
We share personal data with companies that host our servers and deliver our mail. They act on our instructions and must keep the data confidential. We will not sell personal data to anyone.
A court or an authority can oblige us to hand over data. Unless the law forbids it, we tell you before we do so.
# Transfers abroad
Our servers stand in Ireland and in Canada. Where a supplier works from another country we sign the standard contractual clauses with it.
# How long we keep information
We keep account details for as long as the account exists and for 90 days after it is closed. Invoices are kept for seven years because tax law requires it. Server logs are erased after 30 days.
# Security
Traffic between your device and our servers is encrypted. Staff reach customer data only through a gateway that records every access. As described in Section 5, suppliers are bound by the same rules.
# Your rights
You may ask us for a copy of your data and have mistakes in it put right. You may also ask that we erase it or hand it to another provider.
We answer within one month. If a request is unusually wide, we may take two more months and tell you why.
# Children
The service is not meant for anyone under 16 years of age. If we learn that a child has opened an account, we close it and delete the data.
# Changes to this notice
When we change this notice in a way that matters, we write to the address of your account at least 30 days before the change takes effect.
# Contact
Larkspur Notes Ltd, 8 Quay Lane, Cork, Ireland.
Write to privacy@larkspur-notes.example or call +353 21 555 0142.
"""

RENTAL = """
Effective date: January 5, 2022
These terms apply whenever you rent a bicycle from Pedalwise. Please read them before you unlock one.
# Who may rent
You must be at least 18 years old and hold a valid means of payment. One account may unlock no more than three bicycles at the same time.
# Unlocking and returning
Each bicycle opens with the code that the application shows. A ride ends when the lock is closed inside the service area and the application confirms it.
Before you ride off, please check:
- the brakes on both wheels
- the lamp at the front and at the back
- the pressure of the tyres
- the height of the saddle
# Prices and payment
The first half hour costs €2.50 and every further minute €0.12. A ride of more than 24 hours is charged as a lost bicycle with a flat sum of €900. Payments are collected at the end of each ride.
| Tariff | Monthly fee | Free minutes |
| Casual | none | 0 |
| Commuter | €14 | 45 |
| Family | €29 | 60 |
# Cancelling a plan
You can cancel a monthly plan up to three days before it renews. We do not refund months that have begun.
# Your duties
You shall ride with care, follow the rules of the road and lock the bicycle whenever you leave it. You must not lend the bicycle to anyone whose name is not on your account.
It is forbidden to carry a second person, to ride on stairs or to alter any part of the bicycle.
# Damage and loss
Report damage through the application without delay. You are liable for damage you cause by intent or gross negligence, up to a limit of €500 for each case.
Wear that comes from normal use is ours to bear.
# Our liability
We keep the bicycles in a safe condition and inspect each of them every four weeks. We are not liable for belongings left in the basket.
# Suspension of accounts
We may suspend an account that breaks Section 5 or owes more than €50. We explain the reason by email and lift the suspension once it no longer holds.
# Location data
The lock reports its position while a bicycle is rented. We use these positions to find bicycles and to plan repairs, and erase them after 60 days. The police receive them only on a written order.
# Changes to these terms
We announce new terms in the application six weeks ahead. If you object in time, the contract ends when the new terms begin.
# Law and disputes
Danish law governs these terms. Disputes are heard by the courts of Aarhus unless a consumer law names another court.
# Contact
Pedalwise ApS, Havnegade 31, 8000 Aarhus.
Questions reach us at help@pedalwise.example.
"""

INSTITUTE = """
The Institute for Coastal Studies (hereinafter "the Institute") handles personal information under the following policy.
# Compliance with laws
The Institute shall observe the laws on the protection of personal information and the guidelines that ministries publish, and shall review its internal rules every year.
# Proper acquisition
The Institute acquires personal information by lawful and fair means. It tells the person for which purpose the information is needed before it is entered in a form.
# Purposes of use
Personal information is used for the purposes below and for no other ones.
- to send notices of lectures and seminars
- to answer inquiries about research data
- to recruit staff and visiting fellows
- to keep statistics on the visitors of the library
# Provision to third parties
The Institute does not provide personal information to a third party without the prior consent of the person, except in cases that laws provide for. A record of each provision is kept for three years.
# Joint use
The Institute may use the names and affiliations of members jointly with the Harbour Museum. The Institute is responsible for the management of the data used jointly.
# Entrustment
Where the handling of personal information is entrusted to a contractor, the Institute selects one that meets its standards and supervises it as necessary and appropriate.
# Safety measures
The Institute takes the measures that are needed to prevent leakage, loss or damage of personal information. Rooms where files are kept stay locked, and access to the network requires two factors.
# Disclosure and correction
A person may request the disclosure, correction or deletion of information about themselves. The request is made in writing with a copy of an identity document. A fee of 300 yen is charged for each disclosure, and an answer is given within two weeks.
# Cookies
The website uses cookies to learn how many people visit it. No visitor is identified through them, and a browser can be set to refuse them.
# Retention
Application files of candidates are destroyed one year after the decision. Other records are kept for five years.
# Inquiries
Please direct inquiries to the Administration Section, phone 03-5550-0177, on working days from 9:30 to 17:00.
# Revision
This policy may be revised in response to changes of the law. The revised policy is published on this page.
"""

SHOP_JA = """
制定日：2019年4月1日
株式会社みなと文具（以下「当社」といいます。）は、お客様の個人情報を次のとおり取り扱います。
# 取得する情報
当社は、商品の購入または会員登録の際に、氏名、住所、電話番号およびメールアドレスを取得します。お支払いの際には、決済代行会社がカード番号を取得することがあります。
当社のウェブサイトでは、次の情報を自動的に記録します。
- 閲覧したページと日時
- 端末の種類とブラウザの名称
- 検索に使われた言葉
- おおまかな地域
# 利用目的
当社は、取得した情報を次の目的で利用します。
- 商品の発送と代金の請求
- お問い合わせへの回答
- 新しい商品や催しのご案内
- サービスの改善のための統計の作成
# 第三者への提供
当社は、あらかじめお客様の同意を得ることなく、個人情報を第三者に提供しません。ただし、法令に基づく場合を除きます。
# 業務の委託
当社は、配送や印刷などの業務を外部の会社に委託することがあります。委託先に対しては、必要かつ適切な監督を行います。
# クッキーの利用
当社のウェブサイトは、クッキーを利用して訪問の回数を数えます。お客様は、ブラウザの設定によりクッキーを拒否することができます。
| 名称 | 目的 | 期間 |
| mb_login | ログインの維持 | 14日 |
| mb_visit | 訪問回数の計測 | 6か月 |
| mb_cart | 買い物かごの保存 | 30日 |
# 保存期間
購入の記録は、取引の終了から7年間保存します。お問い合わせの内容は、回答から1年を過ぎた時点で消去します。
# 安全管理
当社は、個人情報の漏えい、紛失および改ざんを防ぐため、通信を暗号化し、担当者を限定しています。担当者には毎年1回の研修を行います。
# 開示等の請求
お客様は、当社が保有するご自身の情報について、開示、訂正または利用の停止を求めることができます。手数料は1件につき500円とし、原則として2週間以内に回答します。
# 未成年のお客様
18歳未満のお客様は、保護者の同意を得たうえで会員登録を行ってください。
# 方針の変更
当社は、法令の改正やサービスの変更に応じて、この方針を改めることがあります。重要な変更は、効力が生じる30日前までにウェブサイトで知らせます。
# お問い合わせ窓口
株式会社みなと文具　お客様相談室
電話：045-555-0123（平日10時から17時まで）
メール：soudan@minato-bungu.example
"""

TERMS_JA = """
この規約は、ことり図書アプリ（以下「本サービス」といいます。）の利用条件を定めるものです。
# 適用
本規約は、本サービスの利用に関する運営者と利用者との間の一切の関係に適用されます。
# 利用登録
登録を希望する方は、運営者が定める方法により申請するものとします。運営者は、次の場合に登録を認めないことがあります。
- 申請の内容に偽りがあった場合
- 過去に本規約に違反したことがある方からの申請である場合
- 16歳未満の方からの申請である場合
# 料金と支払い
有料プランの料金は月額480円とし、利用者は毎月25日までに支払うものとします。支払いが遅れたときは、年14.6％の割合による遅延損害金が生じます。
| プラン | 月額 | 冊数 |
| ひな | 無料 | 3冊 |
| つばめ | 480円 | 20冊 |
| わし | 980円 | 制限なし |
# 禁止事項
利用者は、本サービスの利用にあたり、次の行為をしてはなりません。
- 法令または公序良俗に反する行為
- 作品の全部または一部を無断で複製する行為
- 他の利用者の登録情報を集める行為
- 運営を妨げるおそれのある行為
# 利用の停止
運営者は、利用者が第4条に違反した場合、事前に通知することなく利用を停止することができます。停止によって利用者に生じた損害について、運営者は責任を負いません。
# 退会
利用者は、所定の手続により、いつでも退会することができます。退会後も、未払いの料金を支払う義務は残ります。
# 個人情報の取扱い
運営者は、利用者の個人情報を別に定める方針に従って適切に取り扱います。読書の履歴は、本人の同意なく外部に提供しません。
# 免責
運営者は、本サービスに欠陥がないことを保証しません。運営者の責任は、過去6か月間に利用者が支払った料金の額を上限とします。
# 規約の変更
運営者は、必要と判断した場合、利用者に知らせたうえで本規約を変更することができます。変更後の規約は、掲示から14日を経過した時に効力を生じます。
# 準拠法と管轄
本規約の解釈には日本法を適用します。紛争が生じた場合、松本地方裁判所を専属的な合意管轄裁判所とします。
# 連絡先
ことり図書アプリ運営事務局
長野県松本市中央二丁目8番1号
"""

MUSEUM_JA = """
最終更新日：令和3年7月15日
公益財団法人しらかば美術館は、来館者と支援者の個人情報の保護に努めます。
# 基本方針
当館は、個人情報の保護に関する法令を守り、職員に対する教育を続けます。
# 情報の取得
当館は、友の会の申込書、催しの予約フォームおよび寄付の申込みを通じて、必要な範囲で情報を取得します。
# 利用の目的
取得した情報は、次の目的のためにのみ利用します。
- 展覧会と講座のご案内
- 会費および寄付金の受領の連絡
- 来館者数の調査
- 職員とボランティアの募集
# 共同利用
当館は、市立資料館と共同で、友の会会員の氏名と会員番号を利用します。共同利用の責任者は当館の事務局長です。
# 外部への委託
印刷物の発送を専門の業者に委託する場合、個人情報の取扱いについて契約を結び、委託先を監督します。
# 外部送信
当館のウェブサイトは、閲覧の状況を知るため、利用者の端末から外部の事業者に情報を送信します。送信を望まない方は、設定の画面から止めることができます。
| 送信先 | 情報 | 目的 |
| 解析会社あおば | 閲覧の履歴 | 利用状況の把握 |
| 動画配信社みなみ | 端末の識別子 | 動画の再生 |
# 写真の撮影
館内で撮影した写真を広報に使うことがあります。写りたくない方は、受付でお申し出ください。
# 安全管理措置
申込書は鍵のかかる棚に保管し、3年を過ぎたものは裁断します。電子データへのアクセスは、許可された職員に限ります。
# 開示と訂正
ご本人から開示または訂正の求めがあったときは、本人であることを確かめたうえで、30日以内に対応します。手数料はかかりません。
# 苦情の受付
個人情報の取扱いに関する苦情は、事務局が受け付けます。
電話：0263-55-0188
"""

BASES = {
    "en": {"software": SOFTWARE, "rental": RENTAL, "institute": INSTITUTE},
    "ja": {"shop": SHOP_JA, "terms": TERMS_JA, "museum": MUSEUM_JA},
}
