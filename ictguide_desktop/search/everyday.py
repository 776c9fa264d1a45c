"""What people say where the guide says something else: everyday words, and names of concepts in use around it."""

from __future__ import annotations

from functools import cache

from ictguide_desktop.search.analysis import terms

# Left of the colon what is typed, right of it what the guide says. A line reads one way only.
_WORDS = {
    "en": """
        employee worker agent: officer staff
        quit resign retire retirement fired dismiss sack offboarding: leave leaver departure exit dismissal
        boss chief director: head leader
        hack hacker hacked breach virus malware: attack attacker intrusion incident
        crash breakdown broken down offline unavailable freeze frozen: outage stop down fail
        internet connection: network link
        phone mobile smartphone cellphone: telephone
        laptop pc desktop: computer
        computer: system
        lorry truck trucker: driver vehicle carrier
        provider contractor: supplier vendor
        bribe bribery: corruption
        rehearse rehearsal simulation simulate practice training: drill exercise practise
        deactivate disable delete: close disable
        manual handwritten: paper
        permission right: access
        cost price fee money expense: cost budget loss
        backup: copy
        audit auditor: audit check
        border: post office
        law legislation: law legal
        sharing lending: share lend
        shortcut: key
        admin: administrator
        job position: post duty
        people: staff person officer
        suspicious suspicion: suspected alert suspicion
        scanner: scan
        speak speaker: spokesperson
        duplicate: copy
        corrupt: corruption
        rule: instruction
    """,
    "fr": """
        employé salarié agent: fonctionnaire personnel personne
        démission démissionner démissionne retraite licenciement: départ départs quittent renvoi
        chef patron directeur: responsable direction
        piratage pirate pirater hacker cyberattaque virus: attaque attaquant intrusion incident
        panne plantage crash bug indisponible tombé tomber: panne arrêt arrêtent défaillance
        internet connexion: réseau liaison
        portable mobile smartphone: téléphone
        pc portable: ordinateur
        camion camionneur routier conducteur: chauffeur véhicule transporteur
        prestataire sous-traitant éditeur: fournisseur
        pot-de-vin bakchich: corruption
        simulation simuler entraînement entraîner: exercice exercer
        supprimer clôturer désactiver: fermer désactiver
        manuel manuscrit: papier
        habilitation permission: accès droit
        coût prix tarif budget dépense: coût budget dépenses perte
        ressaisir resaisir: saisir saisie
        sauvegarde: copie sauvegarde
        mail email e-mail: courriel
        loi législation: loi juridique légal droit
        indicateur kpi: indicateur
        login identifiant: connexion compte
        frontière: poste bureau
        informatique: système systèmes
    """,
    "ar": """
        استقالة استقال تقاعد ترك رحيل: مغادرة مغادر المغادرين يغادر
        عامل مستخدم: موظف
        مدير رئيس: رئيس القيادة
        اختراق قرصنة هاكر فيروس إلكتروني: هجوم اختراق حادث سيبراني
        عطل تعطل خلل تعطيل: توقف تعطل
        الإنترنت اتصال: شبكة رابط
        جوال موبايل محمول: هاتف
        كمبيوتر لابتوب: حاسوب
        شاحنة سواق: سائق مركبة ناقل
        مقاول متعهد: مورّد
        رشوة: فساد
        محاكاة تدريب بروفة: تمرين
        غلق إقفال إيقاف حذف: إغلاق تعطيل
        يدوي: ورق
        صلاحية إذن: صلاحيات
        تكلفة سعر ثمن ميزانية: تكلفة ميزانية خسائر
        باسورد: مرور
        إيميل: بريد
        تشريع: قانون
        أمان حماية: أمن
    """,
}

# Forms that the stemmer takes for another word: “partant” is no “partie”. They are these words and nothing else.
_INSTEAD = {"fr": "partant partants: part quittent départs"}

# Other names of a concept, by the id of its term: acronyms, loan words, the words of one country or trade.
_NAMES = {
    "en": """
        multi-factor-authentication: MFA, 2FA, two-factor authentication, two-step login
        joiner-mover-leaver-process: JML, offboarding, onboarding
        segregation-of-duties: SoD, separation of duties
        four-eyes-principle: two-person rule, dual control
        data-loss-prevention: DLP
        business-continuity: BCP, business continuity plan
        disaster-recovery: DRP, disaster recovery plan
        minimum-viable-product: MVP
        proof-of-concept: PoC
        penetration-test: pentest
        large-language-model: LLM, chatbot
        customs-broker: clearing agent, customs agent
        biometrics: fingerprint, facial recognition
        override: bypass of a control
        drone: UAV
    """,
    "fr": """
        multi-factor-authentication: MFA, 2FA, A2F, double authentification, authentification à deux facteurs
        segregation-of-duties: séparation des fonctions
        four-eyes-principle: double validation, double contrôle
        data-loss-prevention: DLP
        business-continuity: plan de continuité
        disaster-recovery: PRA, plan de reprise
        minimum-viable-product: MVP
        proof-of-concept: PoC
        penetration-test: pentest
        large-language-model: LLM
        customs-broker: transitaire, commissionnaire en douane
        release-of-goods: bon à enlever, BAE
        ransomware: logiciel de rançon
        phishing: filoutage
        override: forçage
        biometrics: empreinte digitale, reconnaissance faciale
    """,
    "ar": """
        customs-declaration: التصريح الجمركي
        declarant: المصرح
        release-of-goods: الفسح, رفع اليد
        clearance: التعشير
        customs-broker: المستخلص, المعشر
        single-window: الشباك الوحيد, الشباك الموحد
        post-clearance-audit: المراجعة اللاحقة, المراقبة البعدية
        inward-processing: السماح المؤقت, القبول المؤقت
        guarantee: الكفالة
        bill-of-lading: سند الشحن
        trade-facilitation: تسهيل التجارة
        multi-factor-authentication: المصادقة الثنائية, التحقق بخطوتين
        ransomware: فيروس الفدية
        smuggling: تهريب البضائع
        biometrics: البصمة
        segregation-of-duties: فصل المهام, فصل الواجبات
    """,
}


@cache
def other_words(stem: str, lang: str) -> tuple[str, ...]:
    """The words of the guide, in plain spelling, for what is typed; by the stem of what is typed."""
    return _by_stem(lang).get(stem, ())


@cache
def instead(folded: str, lang: str) -> tuple[str, ...]:
    """The words of the guide, in the very form, for one whose stem misleads."""
    for typed, _, said in (line.partition(":") for line in _lines(_INSTEAD, lang)):
        if folded in typed.split():
            return tuple(said.split())
    return ()


@cache
def other_names(lang: str) -> dict[str, tuple[str, ...]]:
    """Names of concepts that the glossary does not list, by term id."""
    return {
        term.strip(): tuple(name.strip() for name in names.split(","))
        for term, _, names in (line.partition(":") for line in _lines(_NAMES, lang))
    }


@cache
def _by_stem(lang: str) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for typed, _, said in (line.partition(":") for line in _lines(_WORDS, lang)):
        for word in typed.split():
            for stem in terms(word, lang)[0].stems:
                known[stem] = tuple(dict.fromkeys((*known.get(stem, ()), *said.split())))
    return known


def _lines(texts: dict[str, str], lang: str) -> list[str]:
    return [line for line in texts.get(lang, "").splitlines() if line.strip()]
