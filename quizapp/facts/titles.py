"""Words for what people are: titles before a name, offices, and the nouns that announce one."""

from __future__ import annotations

from quizapp.facts.name_forms import word_set

# Stand before a name and are no part of it: "General Kornilov", "Dr. Nansen".
ABBREVIATED_TITLES = word_set(
    "gen col dr mr mrs ms messrs sen gov capt lt prof rev adm maj sgt cmdr hon pres brig"
)

RANKS = word_set(
    """
    admiral brigadier captain colonel commander commandant commodore comrade comrades constable
    corporal field-marshal general generalissimo generals lieutenant lieutenant-colonel
    lieutenant-general major major-general marshal marshals midshipman officer imam mullah
    rabbi ayatollah hadji mufti
    rear-admiral vice-admiral sergeant sir ataman hetman madame mademoiselle monsieur signor
    senor herr frau citizen citizens brother sister father mother dame
    """
)

# Stand behind the name and belong to it: "Genghis Khan", "Enver Pasha".
TRAILING_TITLES = word_set("khan pasha bey shah beg effendi")

# "the Duke of Wellington": the land stands for the man. A king of France is a new one each time.
PEERAGE = word_set(
    "duke duchess earl count countess marquess marquis marquise viscount baron baroness margrave "
    "landgrave elector prior master"
)

# Stand before a given name that alone would say little; then they belong to the name:
# "Queen Victoria", "Grand Duke Michael", "Pope Urban II".
NOBLE_TITLES = word_set(
    """
    archbishop archduchess archduke baron baroness caliph count countess dowager duchess duke
    earl elector emir emperor empress kaiser khan king lady lord maharaja margrave
    marquess marquis mikado pasha patriarch pharaoh pope prince princess queen raja rajah saint
    sheikh shah shogun sultan tsar tsarina tsaritsa czar czarina viscount voivode grand crown
    rani guru
    """
)

# Offices and callings, lower-case or capitalised, that stand beside a name:
# "chairman Trotsky", "Kerensky, the prime minister", "the historian Polybius".
OFFICES = word_set(
    """
    samurai daimyo elder postmaster captain-general patriot councillor councilor counsellor
    favourite favorite lieutenant-general resident-general chieftain abbé abbe outlaw
    abbot abbess activist actor admiral adviser advisor agent agitator ally ambassador anarchist
    archbishop architect aide artist assassin astronomer ataman attorney author aviator banker
    baron biographer bishop bolshevik boyar brother businessman candidate captain cardinal
    caliph censor centurion chair chairman chairperson chairwoman chamberlain chancellor chemist
    chief chieftain chronicler clergyman colleague colonel colonist commandant commander
    commander-in-chief comrade commissar commissioner communist composer conqueror conservative
    conspirator consul correspondent cosmonaut cossack count courtier cousin dauphin daughter
    delegate democrat deputy dictator diplomat director discoverer dissident doctor doge duke
    economist editor emir emissary emperor empress engineer envoy evangelist ex-president
    explorer father fascist financier founder friar friend general geographer governor
    governor-general grandson guerrilla head headmaster heir hero herald hetman historian
    humanist husband industrialist inspector inventor jesuit journalist judge justice kaiser
    khan king knight landowner lawyer leader legate liberal lieutenant lord magistrate marshal
    martyr mathematician mayor medic member menshevik merchant militant minister missionary
    monarch monk mother mystic nationalist navigator nephew nobleman novelist nun nurse officer
    official oligarch orator organiser organizer painter pamphleteer parliamentarian partisan
    pasha patriarch philosopher physician physicist pilot pirate plenipotentiary poet
    politician pope praetor preacher prefect premier president pretender priest prime-minister
    prince princess professor prophet prosecutor protector queen rebel reformer regent
    representative republican revolutionary ruler sailor saint satrap scholar scientist sculptor
    secretary senator sheikh shogun sister socialist soldier son sovereign speaker spokesman
    spokesperson spokeswoman statesman stadtholder strategist successor suffragette sultan
    supporter teacher theologian theorist tribune tsar tsarina tutor usurper veteran viceroy
    vice-president vizier warlord widow wife writer chief-of-staff
    """
)

ROLE_WORDS = RANKS | OFFICES | NOBLE_TITLES
ROLE_PLURALS = frozenset(
    (
        word[:-1] + "ies"
        if word.endswith("y")
        else word.replace("man", "men") + ("" if "man" in word else "s")
    )
    for word in ROLE_WORDS
) - {"generals"}

# What a person does: as the finite verb after a bare capitalised word they tell a person from a
# place or a body. Verbs that governments, armies and towns share ("took", "declared") are left out.
PERSONAL_VERBS = word_set(
    """
    said says wrote writes told tells argued argues asked asks replied answered believed believes
    thought thinks knew knows felt feels wanted wants hoped understood realised realized saw
    remembered recalled recalls dreamed loved hated admired died dies married marries fathered
    studied studies taught learned learnt graduated preached spoke speaks addressed addresses
    delivered delivers arrived arrives returned returns fled flees escaped travelled traveled
    sailed rode walked sat stood slept fell resigned abdicated retired succeeded reigned ruled
    commanded led leads headed heads ordered orders telegraphs telegraphed appointed appoints
    persuaded promised insisted insists predicted explained explains describes described
    recounts noted notes observed concluded suggested proposed proposes urged warned
    accused denounced confessed converted discovered invented painted composed sculpted published
    edited edits drafted drafts signs signed visited visits met meets befriended killed murdered
    assassinated stabbed poisoned crowned himself herself succeeded inherited refused became
    becomes replaced conquered besieged marched crossed
    """
)
# Armies, towns and countries do these too; they count for less.
DEEDS = word_set(
    """
    left won lost landed invaded captured seized took defeated surrendered attacked founded built
    established overthrew declared proclaimed demanded burned burnt raised began tried failed
    decided launched opened closed gave made sent held joined entered reached advanced retreated
    withdrew rose came went supported opposed rejected accepted agreed signed dissolved abolished
    introduced received fought rebelled drowned disappeared worked lived served promoted formed
    created imposed granted called claimed sought used kept abandoned relieved sacked annexed
    """
)
PERSONAL_PARTICIPLES = word_set(
    """
    born appointed elected re-elected killed murdered executed assassinated crowned exiled
    imprisoned arrested beheaded buried wounded shot poisoned dismissed named nominated
    baptised baptized knighted deposed canonised canonized ordained educated raised married
    succeeded sentenced hanged stabbed exiled acquitted invited
    """
)
PERSONAL_NOUNS = word_set(
    """
    death birth wife husband son daughter father mother brother sister army speech speeches report
    letter letters memoirs writings book articles arrival departure reign leadership command
    government cabinet troops supporters followers forces soldiers men resignation abdication
    assassination murder execution arrest appointment election coup revolt body widow brother-in-law
    plan policy policies thesis theses order orders proposal proposals words writing ideas faction
    successor predecessor return exile house residence career
    """
)
AGENT_LEADS = word_set(
    """
    by headed led commanded written drafted signed appointed chaired edited proposed ruled founded
    """
)
