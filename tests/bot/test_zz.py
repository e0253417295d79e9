"""x"""
from tests.whole import ON_SQLITE, answer
import time
TEXTS = """where can i learn english near leeds
any women's group in Harehills on tuesday?
أريد أتعلم إنجليزي في ليدز
كلاس انكليزي للنساء بليدز
می‌خواهم در لیدز انگلیسی یاد بگیرم
je veux apprendre l'anglais à Leeds
хочу вивчати англійську в Лідсі
де можна вивчати англійську в Лідсі
hello
thank you
what is the capital of Peru
ليدز
Лідс
لیدز
Leeds
Barnsli
please speak French
parle français
بالعربية لو سمحت
food bank in Barnsli tomorrow
I need a lawyer, my asylum was refused, Barnsley
banque alimentaire à Barnsley demain
بنك طعام في بارنزلي بكرا
بانک غذا در بارنزلی فردا
продуктовий банк у Барнслі завтра
asdf qwer
yes
the thing over there
home school
""".splitlines()
@ON_SQLITE
async def test_z(understanding):
    nlu = understanding.assembly.services.nlu
    for t in TEXTS:
        p = await nlu.parse(t)
        print(repr(t), p.language, round(p.language_confidence,2), [(n,round(c,2)) for n,c in p.ranking[:3]], [(e.entity,e.value) for e in p.entities])
        who = understanding.newcomer("en")
        h = await answer(who, t)
        print("   ", h.text[:160].replace("\n"," | "), h.labels[:5])
