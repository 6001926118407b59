"""The parties and countries of `parties` in German, French and Spanish."""

from __future__ import annotations

PARTY = {
    "affiliate": (
        r"filiales?|sociétés? (?:affiliées?|du groupe)|verbundene[nrs]? unternehmen|konzern(?:gesellschaften"
        r"|unternehmen)"
        r"|empresas? (?:afiliadas?|vinculadas?|del grupo)|filiale?s?"
    ),
    "subsidiary": r"tochter(?:gesellschaft(?:en)?|unternehmen)",
    "parent": r"muttergesellschaft|société mère|empresa matriz",
    "advertiser": r"annonceurs?|werbe(?:partnern?|treibende[nrs]?|kunden)|anunciantes?",
    "partner": r"partenaires?|partnern?|geschäftspartnern?|socios? comerciales?",
    "processor": (
        r"(?:prestataires?|fournisseurs?)(?: de services?)?|sous-traitants?|(?:dienstleister|auftragsverarbeiter)[ns]?"
        r"|encargados? del tratamiento|proveedor(?:es)?(?: de servicios)?"
    ),
    "third": r"dritte[nrs]?|drittanbieter[ns]?|tiers|terceros|terzi",
    "broker": r"courtiers?(?: en données)?|adresshändler[ns]?",
    "insurer": r"versicherung(?:en|sunternehmen)|versicherer[ns]?|assureurs?|aseguradoras?",
    "bank": r"banken|kreditinstituten?|auskunfteien|banques?|bancos?|établissements? financiers?",
    "adviser": r"rechtsanwälten?|steuerberater[ns]?|avocats?|comptables?|abogados?",
    "police": r"polizei|strafverfolgungsbehörden?|police|policía",
    "authority": r"behörden?|aufsichtsbehörden?|autorités?|autoridad(?:es)?",
    "court": r"gerichten?|tribun(?:al|aux|ales)|juzgados?",
    "employer": r"arbeitgeber[ns]?|employeurs?|empleador(?:es)?",
    "parent or guardian": r"eltern|erziehungsberechtigte[nrs]?|sorgeberechtigte[nrs]?|tuteurs?|padres|tutores",
    "us": r"nous|notre|nos|wir|uns|unsere?[mnrs]?|nosotros|nuestr[ao]s?",
    "you": (
        r"vous|votre|vos|sie|ihnen|ihre?[mnrs]?|du|dich|dir|deine?[mnrs]?|usted(?:es)?|(?:die |der |den )?nutzer[ns]?"
        r"|kunden|mitglieder[n]?|utilisateurs?|clients?|membres?|usuarios?|clientes?"
    ),
}
_COUNTRIES = """
us = vereinigte[nr]? staaten(?: von amerika)?|[ée]tats-unis(?: d['’]amérique)?|estados unidos
uk = vereinigte[sn]? königreich|großbritannien|royaume-uni|grande-bretagne|reino unido
eu = europäische[nr]? union|union européenne|unión europea|(?-i:UE)
eea = europäische[nr]? wirtschaftsraum(?:es|s)?|(?-i:EWR)|espace économique européen|espacio económico europeo
england = angleterre|inglaterra
scotland = schottland|écosse|escocia
ireland = irland|irlande|irlanda
japan = japon|japón
china = chine
korea = südkorea|corée(?: du sud)?|corea(?: del sur)?
india = indien|inde
singapore = singapur|singapour
australia = australien|australie
new zealand = neuseeland|nouvelle-zélande|nueva zelanda
canada = kanada|canadá
mexico = mexiko|mexique|méxico
brazil = brasilien|brésil|brasil
argentina = argentinien|argentine
chile = chili
colombia = kolumbien|colombie
peru = pérou|perú
switzerland = schweiz|suisse|suiza
germany = deutschlands?|bundesrepublik deutschland|allemagne|alemania
france = frankreichs?|francia
netherlands = niederlanden?|pays-bas|países bajos|holland
belgium = belgien|belgique|bélgica
luxembourg = luxemburg|luxemburgo
spain = spanien|espagne|españa
italy = italien|italie
greece = griechenland|grèce|grecia
austria = österreichs?|autriche
poland = polen|pologne|polonia
czechia = tschechien|tchéquie|république tchèque|chequia
hungary = ungarn|hongrie|hungría
romania = rumänien|roumanie|rumanía
bulgaria = bulgarien|bulgarie
sweden = schweden|suède|suecia
norway = norwegen|norvège|noruega
denmark = dänemark|danemark|dinamarca
finland = finnland|finlande|finlandia
iceland = island|islande|islandia
turkey = türkei|turquie|turquía
ukraine = ucrania
russia = russland|russie|rusia
egypt = ägypten|égypte|egipto
morocco = marokko|maroc|marruecos
tunisia = tunesien|tunisie|túnez
algeria = algerien|algérie|argelia
senegal = sénégal
south africa = südafrika|afrique du sud|sudáfrica
philippines = philippinen|filipinas
indonesia = indonesien|indonésie
saudi arabia = saudi-arabien|arabie saoudite|arabia saudí
quebec = québec
abroad = ausland|drittl[aä]nd(?:er|ern)?|à l['’]étranger|pays tiers|extranjero|terceros países
"""
COUNTRY = dict(line.split(" = ") for line in _COUNTRIES.strip().splitlines())
LAW_OF_A_COUNTRY = (
    r"\b(?:droit|loi|lois) (?:français|irlandais|allemand|belge|suisse|luxembourgeois|espagnol|italien|anglais"
    r"|américain"
    r"|canadien|québécois|néerlandais|japonais|marocain|autrichien|portugais)e?s?"
    r"|\b(?:deutsche|irische|französische|österreichische|schweizerische|englische|niederländische"
    r"|spanische)[nms]? Rechts?"
    r"|\b(?:derecho|ley(?:es)?|legislación) (?:español|irland[eé]s|francés|alemán|italian[ao]|mexican[ao]|inglés)a?s?"
    r"|\b(?:english|irish|scottish|welsh|french|german|swiss|japanese|dutch|spanish|italian|belgian|austrian|swedish"
    r"|norwegian|danish|canadian|australian|indian|singaporean|californian) law"
    r"|\btribunaux (?:compétents )?(?:de|du|d['’])\s?(?-i:[A-ZÉÎ][\w-]{2,20})"
    r"|\b(?:juzgados|tribunales)(?: y (?:tribunales|juzgados))? de (?-i:[A-ZÁÉ]\w{2,20})"
    r"|\bgerichtsstand (?:ist|sind) (?-i:[A-ZÄÖÜ][\w-]{2,20})|\bgerichte in (?-i:[A-ZÄÖÜ][\w-]{2,20})"
)
"""Whose law and whose courts decide, in languages that name them by an adjective or a town."""
STREETS = (
    r"\b(?-i:[A-ZÄÖÜ][\wäöüß.-]{1,30})(?:straße|strasse|str\.|gasse|weg|platz|allee|(?<=\w{3}[b-df-hk-np-tz])ring|damm|ufer)"
    r"\s\d{1,4}\s?[a-z]?\b"
    r"|\b\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|boulevard|place|chemin|quai|allée|route|impasse|cours)\s"
    r"(?:(?:de|du|des|la|le|les|l['’]|d['’])\s?){0,2}(?-i:[A-ZÉ][\w'’-]{1,30})"
    r"|\b(?:calle|avenida|plaza|paseo|vía)\s(?:(?:de|del|la|los|las)\s){0,2}(?-i:[A-ZÁÉ]\w{1,30}),?\s(?:nº?\s)?\d{1,4}"
)
"""A street with its number, where it stands before the number or after a word for a street."""
