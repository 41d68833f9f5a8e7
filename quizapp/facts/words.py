"""General word classes of historical English that the rules share. No names."""

from __future__ import annotations

from quizapp.facts.name_forms import word_set

CONNECTIVES = word_set(
    """however also too thus then therefore meanwhile nevertheless nonetheless moreover hence
    subsequently later soon finally eventually accordingly consequently furthermore additionally
    likewise similarly instead indeed afterwards afterward thereafter thereupon still yet already
    now even just here there again ultimately actually apparently interestingly not_surprisingly
    true so previously earlier immediately shortly simultaneously reportedly first"""
)

# The definite article before these needs no earlier mention.
SELF_EVIDENT = word_set(
    """war peace throne crown world people peoples masses proletariat bourgeoisie peasantry nobility
    clergy press past present future way aim course establishment formation creation beginning end
    start outbreak signing conclusion abolition introduction adoption victory defeat
    capture liberation proclamation question problem right rights cause spirit need idea principle
    policy power life death name title post position office rank role task situation status
    independence nationalization resistance struggle fight fighting rule
    workers peasants soldiers sailors landlords poor rich sea ground air sun moon earth universe
    church bible state law constitution monarchy republic empire following transfer number
    majority minority rest whole part parts middle centre center north south east west basis
    leadership command chairmanship presidency direction guidance influence pressure help aid
    support assistance consent participation presence absence eve anniversary age theory
    development history reign dynasty treatment construction publication nomination invitation
    appointment expense request hands side territory population economy"""
)

# Acts named by a noun: a date right behind one is of that act, not of what came of it.
DEEDS = word_set(
    """
    abdication accession annexation appointment arrest arrival assassination birth capitulation
    capture coronation death defeat departure deposition discovery dismissal dissolution election
    execution exile expulsion fall flight foundation imprisonment invasion landing marriage
    massacre murder occupation outbreak overthrow raid release removal resignation return sack
    seizure signing suicide surrender trial victory wedding
    """
)

# Body nouns: what can be headed, elected, formed, and meet.
BODIES = word_set(
    """committee council soviet congress government commission party army republic union bureau
    board assembly parliament cabinet ministry commissariat league society association organization
    organisation academy institute university college school company bank academy bloc faction
    group detachment division regiment corps fleet front brigade squadron expedition mission
    delegation directorate directory administration rada duma seim sejm senate conference convention
    court tribunal inspectorate secretariat presidium section department sovnarkom uprising revolt
    rebellion mutiny coup insurrection movement campaign crusade embassy state kingdom empire duchy
    dynasty monastery abbey tribe coalition alliance confederation federation station
    bureau crew team regime host
    laboratory observatory hospital theatre theater orchestra museum newspaper journal magazine
    staff headquarters collegium guard militia garrison troops forces fleet flotilla rmc"""
)

# Words that a name may have in any land: "the Provisional Government", "the State Treaty".
_ELSEWHERE_TOO = word_set("army fleet crusade campaign expedition war front corps squadron brigade")
OF_ANY_LAND = (BODIES - _ELSEWHERE_TOO) | word_set(
    """
    national legislative constituent provisional constitutional supreme general federal imperial
    royal high central public civil state revolutionary reform republic republican constitution
    treaty act statute charter republicans conservatives liberals socialists nationalists
    independents king queen emperor president chancellor premier house chamber first second third
    people people's popular parliament diet red cross church
    """
)
# The same, where no other land is spoken of.
OF_SOME_LAND = OF_ANY_LAND | word_set(
    """
    grand great council regency bank exchange police army navy guard court courts ministry
    department board agency commission bureau directorate directory aviation party parties labour
    communist communists democratic democrats social socialist progressive liberal conservative
    workers peasants union unions federation league movement plan five-year
    """
)

# Bodies of which a country has one, so that their bare name says which is meant.
ONE_OF_A_KIND = word_set(
    "sovnarkom duma reichstag bundestag riksdag folketing storting cortes sejm seim knesset"
)

# The others: every town, party or state has one.
ORDINARY_BODIES = BODIES - ONE_OF_A_KIND

# What has a commander: "under" a man's name means commanded by him.
FORCES = word_set(
    """
    aircraft army division regiment corps fleet brigade squadron expedition detachment guard
    militia garrison troops troop forces force flotilla marines cavalry infantry ship cruiser
    carrier destroyer bomber horseman horsemen band soldier battalion legion armada column
    rebels rebel patriots liberals royalists insurgents volunteers guerrillas
    """
)

ROLE_NOUNS = word_set(
    """chairman chairwoman chair chairperson president secretary head leader commander
    commander-in-chief chief director minister commissar premier chancellor governor mayor king
    queen emperor empress tsar tsarina czar prince princess duke duchess count earl general admiral
    marshal colonel captain ataman hetman consul senator ambassador bishop archbishop pope patriarch
    abbot editor founder inventor author architect composer organizer organiser deputy speaker
    regent viceroy caliph sultan khan shah pharaoh dictator tribune praetor doge treasurer
    inspector rector principal dean professor owner manager engineer astronomer physician
    successor predecessor heir ruler sovereign lieutenant major member delegate representative
    general-secretary plenipotentiary commissioner superintendent librarian curator conductor
    navigator pilot explorer prosecutor judge justice prefect satrap"""
)

# Adjectives that keep their capital at the head of a sentence too.
DEMONYMS = word_set(
    """
    Afghan African Albanian Algerian American Arab Arabian Armenian Asian Assyrian Athenian
    Australian Austrian Azerbaijani Babylonian Bavarian Belgian Bohemian Bolivian Brazilian British
    Bulgarian Burgundian Byelorussian Belarusian Byzantine Canadian Carthaginian Castilian Catalan
    Catholic Chechen Chilean Chinese Christian Colombian Cossack Croatian Cuban Czech Danish
    Dutch Egyptian English Estonian Ethiopian Etruscan European Finnish Flemish Florentine French
    Gallic Genoese Georgian German Gothic Greek Habsburg Hanoverian Hebrew Hellenic Hungarian
    Icelandic Imperial Indian Indonesian Iranian Iraqi Irish Islamic Israeli Italian Jacobin
    Japanese Jesuit Jewish Kazakh Kenyan Korean Latin Latvian Libyan Lithuanian Lutheran Macedonian
    Mexican Moldavian Mongol Mongolian Moorish Moroccan Muscovite Muslim Neapolitan Norman Norwegian
    Orthodox Ottoman Pakistani Papal Parisian Persian Peruvian Philippine Phoenician Piedmontese
    Polish Portuguese Protestant Prussian Roman Romanian Rumanian Russian Sardinian Saxon Scottish
    Serbian Siberian Sicilian Slav Slavic Slovak Slovene Soviet Spanish Spartan Swedish Swiss Syrian
    Tatar Thai Thracian Tibetan Transylvanian Turkish Ukrainian Union Uzbek Venetian Vietnamese
    Welsh Yugoslav
    """
)

HUMANS = word_set(
    """man woman wife husband son daughter father mother brother sister uncle aunt nephew niece
    cousin widow child boy girl grandson granddaughter grandfather writer poet scholar scientist
    politician revolutionary soldier officer priest monk merchant"""
)

CITY_NOUNS = word_set("city town village capital settlement port fortress stanitsa")
REGION_NOUNS = word_set(
    """region province oblast krai district area territory state country republic kingdom island
    peninsula county canton department guberniya colony land"""
)

# Verbs after which the embedded action is not a plain fact.
HEDGING = word_set(
    """attempt try seek refuse fail plan intend decide propose want hope threaten promise offer
    agree order demand request urge advise begin start continue manage succeed help expect prepare
    vow pledge ask allow permit force oblige compel resolve cease stop"""
)

# Of these the time of the embedded action is the time of the verb itself.
IMPLICATIVE = word_set(
    """
    attempt try refuse fail begin start continue manage succeed help cease stop force compel
    proceed
    """
)

# Acts of creation: their object is known by who made it, where and when.
CREATION = word_set(
    """form found establish create elect set organize organise constitute convene appoint build
    launch raise open inaugurate assemble"""
)

APPOINTING = word_set(
    """
    elect reelect re-elect appoint reappoint name nominate crown proclaim declare make choose
    designate
    """
)

# What is done to somebody, and is remembered: whom did they arrest, dethrone, defeat?
BEFALLING = word_set(
    """
    arrest assassinate banish beat behead betray capture crown defeat depose dethrone dismiss
    excommunicate execute exile expel free hang imprison kill marry murder oust outlaw overthrow
    pardon recall release relieve remove replace rout shoot succeed
    """
)

# What is done to a town, a land or a house, and is worth asking which it was.
TAKING = word_set(
    """
    abandon annex attack besiege blockade bomb bombard burn capture cede colonize colonise
    conquer defend destroy evacuate found invade liberate lose occupy overrun partition plunder
    reach rebuild recapture reconquer recover relieve rename retake sack seize settle storm
    surrender take
    """
)

LEADING = word_set(
    """head lead command chair direct govern rule preside captain helm edit found
    organize organise spearhead"""
)

# States and counts: when they held is seldom worth learning.
STATIVE = word_set(
    """
    have be exist remain continue number account amount total comprise contain include consist
    belong exceed reach equal employ need want seem appear live know feel stand lie fulminate
    reside dwell station base garrison situate locate
    characterize favour favor support oppose rely depend affect average last plague rank total
    """
)

# What people thought of something: seldom the answer to one question only.
OPINIONS = word_set(
    """
    accompany admire attend believe call characterize characterise consider criticise criticize
    describe distrust dislike doubt earn fear follow hate hope influence join know like prefer
    recognise recognize regard represent resemble respect see suspect think trust understand
    """
)

# Of these there is no passive: the parser took a past tense for a participle.
INTRANSITIVE = word_set(
    """
    abdicate arise arrive capitulate die disappear emerge ensue erupt exist fall flee go happen
    mutiny occur perish prevail rebel remain resign retreat rise succumb vanish
    """
)

# What one may do without anything said beside it: "the king abdicated", "the town surrendered".
OF_ITSELF = INTRANSITIVE | word_set(
    """
    adjourn begin break burn cease close collapse commence convene crash depart disband disintegrate
    dissolve drown end escape explode fail finish founder land marry meet open rally reassemble
    recant sit reign reopen retire revolt riot sail secede start stop strike suffocate surrender
    triumph vote withdraw yield ally attack advance assemble abdicate
    """
)

TIMES_OF_DAY = word_set("morning afternoon evening night dawn noon midday midnight dusk")

# Comings and goings, printings and meetings: they fill chronicles and are seldom worth learning.
JOURNEYS = word_set(
    "arrive leave return go depart travel remove come visit proceed head set move pass stay remain"
)
# What people do every day.
TRIFLES = word_set(
    """
    bathe breakfast catch cry dine dress drink eat gaze hear laugh look notice rest ride rise shout
    sit sleep slip smile stroll wake walk watch weep whisper
    amaze anger annoy astonish delight impress learn please realise realize shock wonder
    worry
    """
)
# What statistics count, and what they say of it: a figure of some year, not a deed.
COUNTED = word_set(
    """
    average consumption economy exports gdp growth imports income inflation output percentage
    population production proportion ratio rainfall rate revenue revenues share surplus deficit
    temperature turnover unemployment
    """
)
COUNTING = word_set(
    """
    amount average be contract count decline decrease double drop estimate exceed expand fall grow
    increase measure number rank reach rise shrink stand total triple value
    """
)
# Who writes about history rather than makes it, and what they do.
COMMENTATORS = word_set(
    """
    academic analyst anthropologist archaeologist author biographer columnist commentator critic
    economist editor historian journalist observer professor reviewer scholar sociologist writer
    """
)
COMMENTING = word_set(
    """
    argue assert believe call characterise characterize cite claim comment compare conclude
    consider contend describe estimate find label list name note observe opine rank rate
    recount regard remark report say state suggest summarise summarize term theorise theorize
    think view write
    """
)
PRINTING = word_set("print publish appear reprint")
MEETINGS = word_set("assembly conference congress convention meeting session sitting")

# Words of praise and abuse: a question should not take sides.
PARTISAN = word_set(
    """heroic heroically glorious gloriously valiant valiantly treacherous treacherously clique
    bandit bandits traitor traitors lackey lackeys hireling hirelings vile filthy bloody butcher
    butchers infamous shameful shamefully scoundrel scoundrels so-called notorious despicable
    monstrous henchmen henchman hordes rapacious predatory great-power brutal brutally
    triumphant triumphantly victorious victoriously selfless selflessly fierce fiercely stubborn
    stubbornly wrecking wreckers sham puppet hangmen criminal evil wicked barbarous savage
    enemies brigands renegade renegades slanderous lying immortal genius wise
    finest bravest noblest ablest
    toiling enslavers plunderers oppressors bogey imperialist imperialists"""
)
# Adjectives and adverbs of that list can simply be left out.
DROPPABLE = word_set(
    """heroic heroically glorious gloriously valiant valiantly treacherous treacherously vile
    filthy infamous shameful shamefully notorious despicable monstrous triumphant victorious
    triumphantly victoriously selfless selflessly fierce fiercely stubborn stubbornly rapacious
    predatory brutal brutally immortal wise toiling"""
)
