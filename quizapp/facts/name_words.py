"""Capitalised words that are no names of people or places, and the parts names are made of."""

from __future__ import annotations

from functools import lru_cache

from quizapp.facts.name_forms import word_set

MONTHS_AND_DAYS = word_set(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday easter christmas ramadan
    """
)

# Words that begin sentences, and others that are capitalised in titles and headings only.
PLAIN_WORDS = word_set(
    """
    a an the this that these those he she it they we i you his her its their our my your one two
    three four five six seven eight nine ten first second third last next in on at by for from to
    of with within without into onto under over after before during since until till when while
    where which who whom whose what why how if as so but and or nor yet not no none never only
    even also then thus hence however therefore moreover meanwhile nevertheless although though
    because despite unlike like according such some many most much more less few several all both
    each every any another other others same there here now today soon later again once ever
    still already almost about above across against along among around behind below beneath
    beside between beyond down up off out through throughout toward towards upon via per versus
    is are was were be been being has have had do does did can could may might must shall should
    will would let see note cf ibid yes oh ah dear long live down new old great good
    comrades citizens workers soldiers peasants sailors men women people peoples having being
    given early late mid following owing thanks compared instead finally initially eventually
    together following although whereas whether either neither former latter chapter section
    part volume page figure table appendix introduction conclusion preface contents index notes
    bibliography references sources source text editor edition translated published press
    previously recently subsequently consequently originally similarly apparently
    unfortunately simultaneously immediately officially gradually obviously clearly certainly
    naturally generally usually often indeed perhaps furthermore additionally nonetheless
    otherwise besides afterwards thereafter whenever wherever fourth fifth sixth seventh eighth
    ninth tenth eleventh twelfth thirteenth fourteenth
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
    fifty sixty seventy eighty ninety hundred hundreds thousand thousands
    fifteenth everyone everything everybody somebody nobody anyone area direct signed main
    article see further reading external links history culture overview background
    causes effects aftermath legacy timeline chronology speech letter telegram report decree
    appeal reply interview draft resolution resolutions order orders proclamation declaration
    decision manifesto theses statement extract newspaper magazine journal
    """
)

# Nouns of bodies, works and events: a capitalised run with one of these names none of ours.
BODY_NOUNS = word_set(
    """
    academy administration admiralty agency alliance army artillery assembly association authority
    bank battalion bloc board brigade bureau cabinet cavalry chamber church circle club coalition
    college collegium comintern command commissariat commission committee committees commune
    communes company companies conference confederation congress congresses convention corps
    corporation council councils court courts cossacks delegation department detachment
    detachments directorate directory division duma dynasty dynasties executive expedition faction
    federation palatine petty
    fleet flotilla force forces foundation front garrison government governments group guard
    guards guild headquarters host house inquisition institute international joint judiciary
    junta league legation legion legions legislature library lodge ministry mission movement
    museum navy office orchestra order orgburo organisation organization organizations
    parliament parliaments party parties platoon police politburo presidium rada regiment
    regiments reichstag school schools secretariat section senate services service society soviet
    soviets sovnarkom squadron staff synod team trade trades treasury tribunal troops union unions
    university
    airline airlines airport airways arena avenue boulevard broadcasting clinic electronics
    energy enterprises entertainment expressway freeway highway highways hospital incorporated
    industries interstate laboratories laboratory limited ltd manufacturing motors network petroleum
    pictures press program programme publishing railroad railway railways research seminary stadium
    studios telescope turnpike
    """
)
WORK_NOUNS = word_set(
    """
    act affair affidavit agreement album archives armistice award awards ballad bibliography
    boycott census championship collection cup dictionary encyclopedia encyclopaedia exhibition
    exposition festival film flight journal league magazine medal novel olympics opera poems
    report series song sonata space survey symphony trophy
    article articles attack battle bill book campaign century
    charter code collected commentary communism conspiracy constitution coup crisis crusade
    crusades days decree defeat defence defense economy election elections empire era epoch fall
    famine gazette herald holocaust invasion law laws liberation manifesto march massacre memoirs
    mutiny news offensive pact peace period plan policy post prize problem question raid rebellion
    red reform reformation reforms renaissance renewal restoration review revolt revolution
    revolutions rising rights siege state states strike system telegraph terror times treaty truth
    uprising uprisings victory vol volume war wars works writings year years democracy revolutionary
    consort regent dowager proletariat bourgeoisie constituent central executive supreme
    provisional workers peasants
    soldiers sailors deputies deputy people peoples national military extraordinary regional
    provincial district general political all-russian labour labor social social-democratic
    social-democrat democratic republican communist socialist marxist marxism leninism bolshevism
    menshevism capitalism socialism imperialism fascism nazism christianity islam buddhism judaism
    bolshevik bolsheviks menshevik mensheviks cadet cadets kadet kadets narodniks trudoviks
    whites reds white blue black entente allies axis tsarist imperial royal left right left-wing
    right-wing centre center youth women winter summer spring autumn god christ lord jesus
    bible koran quran internationale pravda izvestia izvestiya commissar commissars commander
    commander-in-chief minister ministers prime president secretary chairman chief governor
    premier ambassador
    """
)

# Adjectives and names of peoples: neither person nor place.
PEOPLES = word_set(
    """
    abkhaz afghan african afrikaner albanian algerian american anatolian anglo-saxon anglo arab
    arabian arabic argentine armenian asian assyrian athenian australian austrian austro-hungarian
    azerbaijani aztec babylonian bashkir basque bavarian belarusian belgian berber bohemian
    bolivian bosnian brazilian colombian ecuadorian venezuelan paraguayan uruguayan haitian
    dominican panamanian guatemalan nicaraguan honduran salvadoran costa-rican jamaican
    british briton bulgarian burgundian burmese byelorussian byzantine canadian
    carthaginian castilian catalan catholic caucasian celtic chechen chilean chinese christian
    circassian confederate cossack croat croatian cuban czech czechoslovak danish dutch egyptian
    english englishman estonian ethiopian etruscan european fascist finn finnish flemish florentine
    frank frankish french frenchman gallic gaul genoese georgian german germanic goth gothic greek
    hebrew islamic hellenic hellenistic hindu hispanic hittite hungarian hun hussite inca indian
    indonesian
    iranian iraqi irish israeli italian jacobin jacobite japanese jew jewish kalmyk kazakh kirghiz
    ingush kabardinian ossetian karachai nogai uighur circassian korean kurdish kurd latin
    latvian lett lettish libyan lithuanian lombard lutheran macedonian
    magyar malay maltese maya mayan median mexican minoan moldavian mongol mongolian moor moorish
    moroccan moslem mughal mogul muscovite muslim napoleonic nazi nigerian norman norse norwegian
    occidental oriental orthodox ottoman pakistani palestinian parisian persian peruvian
    philippine phoenician polish pole portuguese prussian protestant puritan quaker roman romanian
    rumanian russian sabine samnite saracen sardinian saxon scandinavian scot scottish scottish
    serb serbian siberian sicilian sikh slav slavic slavonic slovak slovenian south-african
    soviet spaniard spanish spartan stuart sumerian sunni shiite swede swedish swiss syrian tajik
    tatar tartar teutonic theban thracian tibetan transcaucasian trojan tudor tunisian turk
    turkestan turkic turkish turkmen ukrainian uzbek venetian victorian vietnamese viking visigoth
    welsh yugoslav zulu jesuit franciscan dominican northern southern eastern western
    north south east west north-eastern north-western south-eastern south-western northeastern
    northwestern southeastern southwestern pan-slavic trans-siberian zionist whig tory
    """
)

_POLITIES = word_set("federative federal federated autonomous autonomy independent sovereign")
NOT_NAMES = MONTHS_AND_DAYS | PLAIN_WORDS | BODY_NOUNS | WORK_NOUNS | PEOPLES | _POLITIES


@lru_cache(maxsize=50_000)
def names_nothing(word: str) -> bool:
    """Whether a lower-cased word names neither person nor place: also plurals of peoples
    ("turks"), and compounds of such words ("socialist-revolutionary", "anti-bolshevik")."""
    singular = word.removesuffix("s")
    if word in NOT_NAMES or singular in PEOPLES or singular in BODY_NOUNS:
        return True
    first, _, rest = word.partition("-")
    if not rest:
        return False
    return (first in _PREFIXES or names_nothing(first)) and names_nothing(rest)


_PREFIXES = word_set(
    "all anti pro non pre post ex neo pan semi co sub inter ultra russo austro anglo "
    "franco sino greco polono turko"
)

PARTICLES = word_set(
    "von van de der den del della di da dos du la le les ten ter zu zur af av al el ibn bin ben"
    " y e i fitz de' de’ degli dei dell' dell’ delle dello das do"
)
JOINED_PARTICLES = word_set("al el ibn bin")  # may be capitalised at the start

EPITHETS = word_set(
    """
    great terrible conqueror confessor pious bold fair bald fat wise magnificent lionheart unready
    elder younger impaler hammer short simple good bad cruel just brave fearless navigator sage
    apostate martyr catholic bruce quiet mad lame red black silent warrior grim holy blind
    builder thunderbolt invincible lawgiver victorious baptist hun venerable liberator proud
    """
)

ROMAN_NUMERALS = word_set(
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII"
)
