"""Words that make the capitalised word beside them a place, and say of what kind."""

from __future__ import annotations

import re

from quizapp.domain.fact import PlaceKind
from quizapp.facts.name_forms import word_set
from quizapp.facts.words import DEMONYMS


def _kinds(kind: PlaceKind, words: str) -> dict[str, PlaceKind]:
    return dict.fromkeys(words.split(), kind)


# "Ufa province", "the Volga River", "the Northern Front", "Kotelnikovo Station"
TYPES_AFTER: dict[str, PlaceKind] = {
    **_kinds(
        PlaceKind.REGION,
        """province provinces oblast oblasts guberniia gubernia guberniya governorate governorates
        uezd uyezd okrug krai kray region regions district districts county counties territory
        territories prefecture valley basin peninsula plain plateau steppe steppes desert
        hills mountains mountain range canton voivodeship vilayet sanjak khanate emirate
        principality duchy colony protectorate isthmus cape island islands isles isle archipelago
        coast forest delta raion rayon volost viceroyalty satrapy palatinate heights
        pass highlands lowlands""",
    ),
    **_kinds(
        PlaceKind.WATER, "river rivers sea ocean lake gulf bay strait straits sound canal channel"
    ),
    **_kinds(PlaceKind.FRONT, "front theatre theater"),
    **_kinds(PlaceKind.CITY, "city town village stanitsa settlement junction fortress port"),
    **_kinds(PlaceKind.COUNTRY, "empire kingdom sultanate caliphate republic"),
    **_kinds(
        PlaceKind.BUILDING,
        """palace castle cathedral abbey monastery institute factory works plant mill shipyard
        shipyards dockyard mine mines station barracks prison hall tower temple museum theatre
        theater hotel mansion villa gardens park house basilica mosque
        square street prospekt avenue bridge gate
        airport aerodrome arsenal observatory bastille pantheon forum circus hospital gymnasium""",
    ),
}

# "the city of Tver", "Lake Ilmen", "Mount Sinai", "the province of Asia"
TYPES_BEFORE: dict[str, PlaceKind] = {
    **_kinds(
        PlaceKind.CITY,
        """city town village stanitsa settlement port fortress capital suburb hamlet borough
        township citadel station camp""",
    ),
    **_kinds(
        PlaceKind.REGION,
        """province region district county oblast territory state duchy principality
        republic isle island islands peninsula cape mount valley colony governorate
        prefecture canton isthmus plain plains""",
    ),
    **_kinds(PlaceKind.BUILDING, "fort"),
    **_kinds(PlaceKind.COUNTRY, "kingdom empire"),
    **_kinds(PlaceKind.WATER, "lake river sea gulf bay strait straits"),
}
# Before these a colour, a season or a direction is name enough: "Winter Palace", "Red Sea".
TYPES_WITH_COMMON_WORDS = word_set("""
    palace front sea ocean river region square basin gate canal tower mountains islands house
    peninsula lake empire castle highlands lowlands hills valley forest wall
    """)
NEEDS_OF = frozenset(TYPES_BEFORE) - word_set(
    "lake mount cape fort isle port river station village stanitsa town city island"
)

# Bodies that a town or land has: "the Ufa soviet", "Odessa garrison", "Moscow Committee".
LOCAL_BODIES = word_set("""
    soviet soviets committee garrison duma organisation organization organizations organisations
    conference congress council workers proletariat uprising rebellion rising proletarians railway
    rmc revkom militia group area military sector direction tribunal bureau sovnarkom university
    newspaper metalworkers guberniia provincial uezd city municipal regional party red cossacks
    infantry regiment bolsheviks mensheviks peasants soldiers sailors newspapers government
    parliament authorities line highway road campaign
    """)

# What stands before a place and hardly before a person.
LOCATIVE = word_set("""
    in at near into throughout within inside outside around across via towards toward
    """)
DIRECTIVE = word_set("from to through beyond over above along")
EVENTS_OF = word_set("""
    siege battle capture fall liberation occupation surrender defence defense bombardment conquest
    treaty peace congress council storming sack seizure evacuation invasion population inhabitants
    streets outskirts vicinity suburbs workers bishop archbishop duke king queen tsar prince mayor
    governor north south east west bank banks coast part shores independence partition unification
    people peoples relief recapture loss
    """)
MOVES = word_set(
    """
    reached left entered visited captured occupied besieged liberated stormed sacked recaptured
    retook reconquered conquered evacuated bombarded bombed plundered razed annexed invaded
    overran blockaded
    """
)

# Type words that make a place when they stand in lower case behind a name: "Volga region".
TYPES_WHEN_LOWER = word_set("""
    province oblast guberniia gubernia guberniya governorate uezd uyezd okrug krai region district
    county territory prefecture canton voivodeship vilayet valley basin peninsula steppe steppes
    river sea lake gulf strait canal front factory plant palace castle cathedral monastery
    prison fortress station shipyard shipyards mill coalfield coalfields oilfields republic
    """)

# "the cruiser Aurora", "the newspaper Baku": the name is a ship's or a paper's.
VESSELS_AND_PAPERS = word_set("""
    cruiser battleship ship steamer destroyer gunboat frigate submarine yacht corvette brig schooner
    galleon galley liner ferry trawler ironclad dreadnought carrier flagship tanker freighter sloop
    barque vessel airship zeppelin spacecraft u-boat newspaper paper
    magazine journal weekly daily gazette novel opera poem song film train locomotive operation
    """)


# Where the people's name does not begin as the land's does.
_LAND_OF = {
    "danish": "denmark", "finnish": "finland",
    "dutch": "netherlands", "english": "england", "french": "france",
    "german": "germany", "greek": "greece", "irish": "ireland", "polish": "poland",
    "scottish": "scotland", "spanish": "spain", "swedish": "sweden", "swiss": "switzerland",
    "turkish": "turkey", "welsh": "wales",
}  # fmt: skip
_OF_NO_LAND = word_set(
    """
    allied catholic christian european imperial islamic jacobin jesuit jewish latin lutheran muslim
    orthodox protestant soviet
    """
)
_STEM = 4  # letters that "Mexico" and "Mexican" share, "Chile" and "Chilean"


def names_land(title: str, land: str) -> bool:
    """Whether a title speaks of one land alone, by its name or its people's."""
    bare = land.lower().removeprefix("the ")
    words = [w for w in re.findall(r"[^\W\d_]+", title) if w[:1].isupper()]
    peoples = {_land_of(w) for w in words if w in DEMONYMS and w.lower() not in _OF_NO_LAND}
    others = {name for name in peoples if name[:_STEM] != bare[:_STEM]}
    return not others and (bool(peoples) or bare in title.lower())


def tells_of_land(words: str, land: str) -> bool:
    """Whether a people's name among the words gives a land away: "the Finnish Civil War"."""
    peoples = {_land_of(w) for w in re.findall(r"[^\W\d_]+", words) if w in DEMONYMS}
    return any(name[:_STEM] == land.lower()[:_STEM] for name in peoples)


def _land_of(people: str) -> str:
    return _LAND_OF.get(people.lower(), people.lower())
