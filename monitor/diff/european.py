"""The words of `lexicon` and `modality` in German, French and Spanish, and the commonest of Italian, Portuguese, Dutch.

They are read in every version that is not known to be English, so that "sans" and "sin" are no negations there.
"""

from __future__ import annotations

NEGATION = {
    "without": r"ohne|sans|sin|senza|sem|zonder",
    "not": (
        r"ne(?! [\w’']+ qu)|n['’]|pas|jamais|aucune?s?|nulle?|nicht|keine?[mnrs]?|nie|niemals|nunca|jamás"
        r"|ningun[ao]s?|ningún|tampoco"
        r"|non|nessuna?|não|nenhuma?|niet|geen|nooit"
    ),
    "refuse": r"refus(?:e|ent|er|é|ée|ons|ez)|verweiger(?:t|n|te)|rechaza(?:r|mos|n)?",
    "emphasis": r"keinesfalls|auf keinen Fall|en aucun cas|en ningún caso",
}
BOUND = {
    "most": (
        r"höchstens|maximal|längstens|bis zu|nicht (?:mehr|länger) als|au (?:plus|maximum)|maximum|como máximo"
        r"|a lo sumo"
        r"|máximo|no más de|al massimo|no máximo|ten hoogste|maximaal"
    ),
    "least": (
        r"mindestens|wenigstens|zumindest|nicht weniger als|au (?:moins|minimum)|al menos|como mínimo|por lo menos"
        r"|mínimo|vollendet(?:e[nrs]?)?|(?<=ans )(?:et|ou) plus|(?<=Jahre )oder älter|(?<=años )o más|almeno"
        r"|pelo menos|ten minste|minstens"
    ),
    "more": r"plus de|mehr als|über(?= \d)|más de|supérieure?s? à|superior(?:es)? a|più di|mais de|meer dan",
    "less": r"moins de|weniger als|unter(?= \d)|menos de|inférieure?s? à|inferior(?:es)? a|meno di|minder dan",
    "within": (
        r"binnen|innerhalb(?: von)?|dans (?:les(?! meilleurs)|un délai de|le délai de)|sous(?= \d)|en (?:un"
        r"|el) plazo de|dentro de"
        r"|entro|no prazo de"
    ),
    "immediate": r"sofort|umgehend|immédiatement|aussitôt|inmediatamente|de inmediato|immediatamente|onmiddellijk",
    "prompt": (
        r"unverzüglich|so schnell wie möglich|schnellstmöglich|baldmöglichst|zeitnah|sans (?:délai|retard)|rapidement"
        r"|dans les meilleurs délais|dès que possible|sin demora|lo antes posible|a la mayor brevedad(?: posible)?"
    ),
    "reasonable": r"innerhalb einer angemessenen Frist|(?:dans )?un délai raisonnable|(?:en )?un plazo razonable",
    "after": r"nach|après|tras|después de|dopo|depois de",
    "before": r"vor(?! allem)|avant|antes de|prima di|voor",
    "until": r"jusqu['’](?:à|au|aux)|bis|hasta|fino a|até",
    "from": r"seit|ab|depuis|à (?:compter|partir) d[eu]|desde|a partir de",
}
SCOPE = {
    "only": (
        r"seulement|uniquement|exclusivement|seule?s?|qu['’](?=(?:avec|à|aux?|en|dans|après)\b)|nur|ausschließlich"
        r"|lediglich|solo|sólo|solamente|únicamente"
        r"|soltanto|somente|apenas|alleen|uitsluitend"
    ),
    "unless": (
        r"es sei denn|(?:soweit|sofern|solange)(?= .{0,60}?\b(?:nichts?|keine?)\b)|à moins que?|sauf si|salvo que"
        r"|a menos que|a no ser que|a meno che|tenzij"
    ),
    "except": (
        r"sauf|hormis|excepté|à l['’]exception|außer|ausgenommen|mit Ausnahme|excepto|salvo|a excepción|con excepción"
        r"|tranne|exceto|behalve"
    ),
    "provided": (
        r"vorbehaltlich|unter der (?:Voraussetzung|Bedingung)|sous réserve|à (?:la )?condition|pourvu que|siempre que"
        r"|a condición"
    ),
    "necessary": r"nécessaires?|erforderlich(?:e[nrsm]?)?|notwendig(?:e[nrsm]?)?|necesari[ao]s?",
    "principle": r"grundsätzlich|in der Regel|en principe|généralement|en général|en principio|por regla general",
    "including": (
        r"einschließlich|inklusive|insbesondere|vor allem|unter anderem|y compris|notamment|en particulier|entre autres"
        r"|incluid[ao]s?|incluso|en particular|entre otr[ao]s"
    ),
    "for example": r"z\. ?B\.|zum Beispiel|beispielsweise|etwa|par exemple|à titre d['’]exemple|por ejemplo",
    "even if": r"auch wenn|selbst wenn|même si|aunque|incluso si",
    "also": r"auch|ebenfalls|également|aussi|también",
    "if": r"wenn|falls|sofern|soweit|lorsqu[e'’]|quand|si|cuando|en caso de|en cas d[e'’]|se",
}
EXTENT = {
    "all": (
        r"sämtliche[nrs]?|alle[nrs]?|jede[mnrs]?|jegliche[mnrs]?|toute?s?|tous|chaque|tod[ao]s?|cada|tutt[eio]|todos"
    ),
    "some": r"teilweise|einige[nrs]?|einzelne[nrs]?|manche[nrs]?|quelques|une partie d[e'’]|algun[ao]s?|algún|parte de",
    "certain": r"bestimmte[nrs]?|certaine?s?|ciert[ao]s|determinad[ao]s",
    "any": r"irgendeine?[mnrs]?|etwaige[nrs]?|n['’]importe quelle?|quelconque|éventuel(?:le)?s?|cualquiera?",
    "most": r"die meisten|viele[nrs]?|plusieurs|la plupart|la mayoría|much[ao]s|vari[ao]s",
    "always": r"immer|stets|jederzeit|toujours|à tout moment|siempre|en todo momento|en cualquier momento",
    "sometimes": (
        r"manchmal|gelegentlich|von Zeit zu Zeit|parfois|occasionnellement|de temps (?:en temps|à autre)|a veces"
        r"|ocasionalmente|de vez en cuando"
    ),
}
JUNCTION = {"and": r"und|et|y|e", "or": r"oder|ou|o"}
_LEGITIMATE = (
    r"auf (?:der )?Grundlage (?:von |unserer |unseres )?berechtigte[nrs]? Interesses?n?"
    r"|unsere[ns]? berechtigten Interessen"
    r"|berechtigte[nrs]? Interesses?n?|sur (?:la base|le fondement) de (?:notre |nos |l['’])?intérêts? légitimes?"
    r"|notre intérêt légitime|nos intérêts légitimes|intérêts? légitimes?|por nuestros? inter(?:és|eses) legítimos?"
    r"|inter(?:és|eses) legítimos?"
)
CONSENT = {
    "explicit": (
        r"ausdrücklich(?:e[mnrs]?)?|explizit(?:e[mnrs]?)?|explicites?|explicitement|expresse?s?|expressément"
        r"|expres[ao](?:mente)?|explícit[ao](?:mente)?"
    ),
    "implied": (
        r"stillschweigend(?:e[mnrs]?)?|konkludent(?:e[mnrs]?)?|implicites?|implicitement|tacites?|tacitement"
        r"|tácit[ao](?:mente)?|implícit[ao](?:mente)?"
    ),
    "prior": (
        r"vorherige[mnrs]?|vorab|im Voraus|préalables?|préalablement|au préalable|à l['’]avance|previ[ao]s?|previamente"
        r"|con antelación"
    ),
    "after": r"nachträglich(?:e[mnrs]?)?|a posteriori|ultérieurement|posteriormente",
    "written": r"schriftlich(?:e[mnrs]?)?|par écrit|écrite?s?|por escrito|escrit[ao]s?",
    "oral": r"mündlich(?:e[mnrs]?)?|elektronisch(?:e[mnrs]?)?|oralement|verbalement|verbalmente|electrónic[ao]s?",
    "consent": (
        r"einwilligung(?:en)?|eingewilligt|einwilligen|einverständnis|zustimm(?:ung(?:en)?|en|t)|zugestimmt|genehmigung"
        r"|consentement|consenti[er]?|consentez|accord|autorisation|consentimiento|consiente|acuerdo|autorización"
        r"|permiso|consenso|consentimento|toestemming"
    ),
    "object": (
        r"widersprochen|widersprechen|widersprichst|widerspruch(?:s|srecht)?|oppos(?:é|ée|és|er|ez|ition)|oponga"
        r"|opone(?:rse)?|oposición"
    ),
    "legitimate": _LEGITIMATE,
    "on": r"aktiviert(?:e[mnrs]?)?|eingeschaltet|activée?s?|activad[ao]s?",
    "off": r"deaktiviert(?:e[mnrs]?)?|ausgeschaltet|désactivée?s?|desactivad[ao]s?",
}
MODAL = {
    "effort": (
        r"bemüh(?:en|t)|bestrebt|nach Möglichkeit|soweit möglich|s['’]effor(?:ce|cent|cera|ceront)|nous efforçons"
        r"|efforcerons|notre possible|dans la mesure du possible|se esforzará|nos esforzamos"
        r"|en la medida de lo posible"
    ),
    "!must": (
        r"freiwillig(?:e[mnrs]?)?|optionale?[mnrs]?|nicht (?:verpflichtet|gezwungen)|facultati(?:f|ve)s?"
        r"|optionnel(?:le)?s?"
        r"|(?:ne |n['’])(?:est|êtes|sont|sommes) pas (?:tenue?s?|obligée?s?)(?: d[e'’])?|voluntari[ao]s?"
        r"|opcional(?:es)?"
        r"|facultativ[ao]s?|no (?:está|estará|están|estamos) obligad[ao]s?"
    ),
    "must": (
        r"muss|musst|müssen|müsst|(?:ist|sind|seid|bin )?(?:dazu )?verpflichtet|verpflichten(?: uns)?"
        r"|verpflichtend(?:e[mnrs]?)?|obligatorisch(?:e[mnrs]?)?|zwingend(?:e[mnrs]?)?|Pflicht"
        r"|doi(?:s|t|vent)|dev(?:ez|ons|ra|ront|rez|rons)"
        r"|(?:est|sont|êtes|sommes|suis|sera|serez|seront) (?:tenue?s?|obligée?s?|contrainte?s?)(?: d[e'’]| à)?"
        r"|(?:a|ont|avez|avons) l['’]obligation d[e'’]|obligatoires?|s['’]engage(?:nt|ra)?(?: à)?|nous engageons(?: à)?"
        r"|debe(?:n|s|mos|rá|rán|rás|remos)?|tienen? que|tenemos que|está(?:n|s)? obligad[ao]s? a|obligatori[ao]s?"
        r"|se compromete|deve|devono|moet|moeten"
    ),
    "should": (
        r"soll(?:en|st|te|ten|test)?|empf(?:ohlen|ehlen|iehlt)|devrai(?:t|ent)|devri(?:ez|ons)|recommandée?s?"
        r"|conseillée?s?|debería(?:n|s|mos)?|recomienda|recomendad[ao]s?"
    ),
    "!can": (
        r"nicht (?:gestattet|erlaubt|zulässig|berechtigt|befugt)|untersagt|verboten|unzulässig|interdite?s?|interdit"
        r"|interdisons|(?:n['’]|ne )(?:est|êtes|sont|sommes) pas (?:autorisée?s?|permise?s?)(?: à)?|proh[ií]be[n]?"
        r"|prohibid[ao]s?|no está(?:n)? permitid[ao]s?|vietat[aeio]|verboden"
    ),
    "may": (
        r"kann|kannst|können|könnt|(?:sommes|êtes|est|sont) en mesure d[e'’]|(?:avez|a|ont) la possibilité d[e'’]"
        r"|darf|darfst|dürfen|dürft|berechtigt|befugt|erlaubt|gestattet|zulässig|(?:haben|hat|hast) (?:das|ein) Recht"
        r"|vorbehalten"
        r"|behalten uns|peu(?:x|vent|t(?![-‐‑]être))|pouv(?:ez|ons)|pourr(?:a|ont|ez|ons)|autorisée?s?(?: à)?"
        r"|permise?s?"
        r"|(?:nous |se |vous )?réserv(?:e|ent|ons|ez) (?:le droit|la faculté|la possibilité) d[e'’]"
        r"|(?:avez|a|ont|avons|disposez d['’]|dispose d['’]) ?(?:le|un) droit d[e'’]|libres? d[e'’]|pued(?:e|en|es"
        r"|o)|podemos|podrá(?:n|s)?|podremos"
        r"|(?:se|nos) reserva(?:mos|n)? el derecho|tienen? derecho a|permitid[ao]s?|può|possono|pode|podem|mag"
        r"|mogen|kan"
        r"|kunnen"
    ),
    "might": r"könnte(?:n|st)?|pourrai(?:t|ent|s)|pourri(?:ez|ons)|podría(?:n|s|mos)?|potrebbe|zou(?:den)? kunnen",
    "allow": r"ermöglich(?:t|en)|erlaub(?:en|e)|permet(?:tent|tons)?|autorisent?|permit(?:e|en|imos)",
    "plain": r"wird|wirst|werde|werden|va|vais|allons|allez|vont|vamos a|va a|sarà|será|zal|zullen",
}
PROVISO = (
    r"^(?:toutefois|cependant|sauf|à moins|no obstante|sin embargo|salvo|allerdings|es sei denn|soweit|sofern)\b"
    r"|\bne s['’]appliqu(?:e|ent|era|eront) pas\b|\bno (?:se )?(?:aplica|será aplicable)"
    r"|\b(?:gilt|gelten) (?:\w{1,12} )?nicht\b"
)
