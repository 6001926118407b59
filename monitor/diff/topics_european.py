"""What sections are about, in German, French and Spanish, and the commonest of Italian, Portuguese and Dutch."""

from __future__ import annotations

from monitor.model import Topic

HEADINGS: dict[Topic, str] = {
    Topic.COLLECTION: (
        r"collecte|données (?:collectées|traitées|que (?:nous|vous))|(?:informations?|données)\b.{0,20}\brecueill"
        r"|types? d(?:e|['’]) ?(?:données|informations)|catégories de données|erheb(?:en|ung)|erfass|welche daten"
        r"|arten (?:der |von |personenbezogener )?daten|datenkategorien|umfang der (?:daten)?(?:verarbeitung|erhebung)"
        r"|datos (?:que|personales que)|recog(?:emos|ida)|recopila|recabamos|obtención de datos|dati raccolti|raccolta"
        r"|dados (?:coletados|recolhidos)|coleta|gegevens (?:die|wij)|verzamel"
    ),
    Topic.PURPOSES: (
        r"finalit[ée]s?|utilis(?:ation (?:de vos |des )?(?:données|informations)|ons-nous)|bases? (?:légales?"
        r"|juridiques?)"
        r"|zweck|verwend(?:en|ung)|nutz(?:en wir|ung (?:der|ihrer) daten)|rechtsgrundlage|verarbeitungsgrundlage"
        r"|finalidad|fines\b|uso de (?:los|sus) datos|(?:cómo|para qué) (?:usamos|utilizamos|tratamos)"
        r"|base (?:legal|jurídica)"
        r"|legitimación|finalità|base giuridica|doeleinden|rechtsgrond"
    ),
    Topic.THIRD_PARTIES: (
        r"destinataires|\btiers\b|partag|divulg|communication (?:de|des|à)|weitergabe|empfänger|\bdritte[nr]?\b"
        r"|offenlegung"
        r"|destinatarios|terceros|cesi[oó]n|comunica(?:ción|mos) (?:de|sus|los) datos|compart|terzi|destinatari"
        r"|terceiros|compartilh|derden|ontvangers"
    ),
    Topic.JOINT_USE: (
        r"responsables? conjoints?|responsabilité conjointe|gemeinsam(?:e|er)? verantwort|corresponsab|contitolar"
    ),
    Topic.OUTSOURCING: (
        r"sous-traitan|prestataires|auftragsverarbeit|dienstleister|encargados? del tratamiento|proveedores|fornitori"
        r"|subcontrat|verwerkers"
    ),
    Topic.TRANSFERS: (
        r"transfer(?:t|e|enc|im)|transférons|hors (?:de l|ue)|à l['’]étranger|drittl[aä]nd|drittstaat|übermittlung"
        r"|ausland|doorgifte|trasferiment"
    ),
    Topic.COOKIES: (
        r"traceurs?|témoins|balises|mesure d['’]audience|reichweitenmessung|analyse(?:dienst|tool)|webanalyse|tracking"
        r"|píxel|rastreo|analítica"
    ),
    Topic.RETENTION: (
        r"conservation|durée (?:de|du) (?:traitement|stockage)|combien de temps|speicher(?:dauer|frist|ung)|aufbewahr"
        r"|lösch(?:ung|fristen)|wie lange|conservación|plazos? de|cuánto tiempo|supresión de datos|periodo di|bewaar"
        r"|prazo de"
    ),
    Topic.SECURITY: (
        r"sécurité|sicherheit|schutzmaßnahmen|seguridad|sicurezza|segurança|beveilig|violation de données|datenpanne"
        r"|mesures techniques|chiffrement|technische und organisatorische|verschlüssel|medidas técnicas|cifrado"
    ),
    Topic.RIGHTS: (
        r"(?:vos|mes|leurs) droits|\bdroits (?:d|de|des)\b(?! ?(?:auteur|propriété))|droit (?:d['’]?(?:accès"
        r"|opposition)"
        r"|de rectification|à )|exercer|ihre rechte|\brechte (?:der|des|als)|^rechte$|betroffenen(?:rechte)?|recht auf"
        r"|auskunft|widerspruch|berichtigung|datenübertragbarkeit|(?:sus|tus|mis) derechos|derechos? de(?! (?:autor"
        r"|propiedad))|derechos arco|portabilidad|diritti|direitos|(?:uw|jouw) rechten|betroffenenrechte"
    ),
    Topic.CHOICES: (
        r"choix|préférences|publicit|consentement|prospection|désabonn|einwilligung|werbung|widerruf|newsletter"
        r"|elección"
        r"|preferencias|publicidad|consentimiento|consenso|scelte|escolhas|toestemming|voorkeuren"
    ),
    Topic.CHILDREN: (
        r"\bmineurs?\b|enfants|(?<!zer)\bkinder|minderjährig|jugendlich|\bmenores\b|niñ[ao]s|minori|crianças|kinderen"
        r"|jeugd|âge (?:minimum|minimal|requis|légal)|moins de 1\d ans|mindestalter|altersgrenze|edad mínima"
    ),
    Topic.AUTOMATION: (
        r"automatisé|profilage|intelligence artificielle|automatisiert|künstliche intelligenz|automatizad|perfil(?:ado"
        r"|es)|inteligencia artificial|automatizzat|geautomatiseerd"
    ),
    Topic.POLICY_CHANGES: (
        r"modifications?\b|mises? à jour|évolution de|änderung|aktualisierung|cambios|modificacion|actualizacion"
        r"|modifiche|alterações|wijziging"
    ),
    Topic.CONTACT: (
        r"nous contacter|contactez|coordonnées|réclamation|délégué à la protection|responsable d[ue] traitement|kontakt"
        r"|beschwerde|datenschutzbeauftragte|ansprechpartner|verantwortliche|contacto|reclamaci|delegado de protección"
        r"|responsable del tratamiento|titolare|contatti|contato|klacht"
    ),
    Topic.LAW: (
        r"droit applicable|loi applicable|litiges?|responsabilités?\b(?! conjointe)|juridiction|garanties?"
        r"|gerichtsstand"
        r"|haftung|anwendbares recht|gewährleistung|streitbeilegung|ley aplicable|legislación|jurisdicción|litigios"
        r"|responsabilidad|garantía|legge applicabile|foro|aansprakelijk"
    ),
    Topic.PRICE: (
        r"tarifs?\b|paiement|\bprix\b|remboursement|abonnements?\b|résiliation|facturation|gebühr|preise?\b|zahlung"
        r"|kündigung|vergütung|entgelt|erstattung|precios?|pagos?\b|reembols|suscripci|tarifas|prezz|pagament|betaling"
    ),
}

BODIES: dict[Topic, str] = {
    Topic.COLLECTION: r"nous (?:collectons|recueillons)|wir erheben|recogemos|recopilamos|recabamos|raccogliamo",
    Topic.PURPOSES: r"aux fins|afin de vous|zum zweck|zu folgenden zwecken|con la finalidad|con el fin de",
    Topic.THIRD_PARTIES: r"à des tiers|avec des tiers|an dritte|geben wir .{0,30} weiter|a terceros|con terceros",
    Topic.OUTSOURCING: r"sous-traitants?|prestataires|auftragsverarbeiter|dienstleister|encargados? del tratamiento",
    Topic.TRANSFERS: (
        r"hors de l|drittl[aä]nd|clauses contractuelles types|standardvertragsklauseln|fuera de(?:l espacio| la ue)"
    ),
    Topic.RETENTION: r"nous conservons|conservée?s|durée de conservation|aufbewahr|speicherdauer|gelöscht|conservamos",
    Topic.SECURITY: r"mesures de sécurité|verschlüssel|medidas de seguridad|cifrad",
    Topic.RIGHTS: (
        r"droit (?:d['’](?:accès|opposition)|de rectification|à l)|recht auf (?:auskunft|berichtigung|löschung)"
        r"|derechos? de (?:acceso|rectificación|supresión)"
    ),
    Topic.CHOICES: r"vous désabonner|désinscrire|widerrufen|darse de baja|retirar (?:su|el) consentimiento",
    Topic.CHILDREN: r"moins de 1[3568] ans|\bmineurs\b|\bkinder\b|minderjährig|\bmenores de\b",
    Topic.POLICY_CHANGES: (
        r"modifier (?:la|cette) (?:présente )?politique|diese erklärung (?:an|zu)|modificar esta política"
    ),
    Topic.CONTACT: r"contactez|nous contacter|kontaktieren sie|wenden sie sich an|contáctenos|escríbanos",
    Topic.LAW: r"tribunaux|gerichtsstand|haften|tribunales|juzgados",
    Topic.PRICE: r"remboursement|gebühren|reembolso",
}
