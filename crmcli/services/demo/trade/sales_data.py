"""What the sample business sold beside its projects, what it spent, promised and offered, as tables of text.

Days are working days ago, or ahead with a plus.
"""

HABITS = """
corteza | CARDS | 8 470 4 | 5 20 | visit
gato | CARDS | 10 365 3 | 20 60 | visit
gato | POSTER | 5 340 20 | 3 8 | visit
rovellat | CARDS | 7 400 9 | 10 30 | web
plum | CARDS | 5 380 15 | 10 30 | web
cuervo | CARDS | 5 420 12 | 10 24 | visit
fjord | CARDS | 5 300 25 | 5 15 | web
kuckuck | TYPE | 2 290 120 | 1 3 | web
muelamar | POSTER | 2 250 45 | 1 4 | visit
mare | CARDS | 4 470 380 | 5 12 | web
bitacora | TYPE | 2 330 142 | 1 2 | email
teo | WORK | 6 350 30 | 1 4 | meeting
amparo | POSTER | 4 450 60 | 1 3 | visit
rosa | CARDS | 4 440 35 | 1 3 | visit
encarna | POSTER | 3 430 12 | 1 1 | visit
chiara | TYPE | 3 300 40 | 1 2 | web
maeve | CARDS | 3 390 90 | 1 2 | web
desi | CARDS | 3 380 250 | 1 3 | visit
noelia | CARDS | 3 240 18 | 1 2 | visit
lluis | CARDS | 3 350 160 | 1 3 | web
gonzalo | CARDS | 2 400 320 | 1 2 | meeting
lucja | TYPE | 2 330 210 | 1 1 | web
vicent | POSTER | 2 200 110 | 1 2 | visit
ramon | POSTER | 2 390 300 | 1 2 | visit
alex | WORK | 2 260 90 | 1 1 | meeting
priya | CARDS | 2 210 70 | 1 2 | web
lola | PHOTO | 2 330 200 | 2 5 | email
rui | WORK | 1 420 420 | 1 1 | meeting
sergio | POSTER | 1 310 310 | 1 1 | web
iker | POSTER | 1 222 222 | 1 1 | web
elena | CARDS | 1 205 205 | 1 1 | visit
toni | POSTER | 1 200 200 | 1 1 | visit
oliver | POSTER | 1 180 180 | 1 1 | web
bruno | TYPE | 1 150 150 | 1 1 | web
nerea | POSTER | 1 140 140 | 1 1 | email
borja | POSTER | 1 90 90 | 1 1 | visit
margarita | WORK | 1 71 71 | 1 1 | meeting
noor | TYPE | 1 66 66 | 1 1 | web
hassan | WORK | 1 45 45 | 1 1 | meeting
quique | POSTER | 1 33 33 | 1 1 | visit
yuki | TYPE | 1 30 30 | 1 1 | web
tom | WORK | 1 29 29 | 1 1 | meeting
dana | POSTER | 1 25 25 | 1 1 | web
miguel | CARDS | 1 22 22 | 1 1 | web
"""
"""Who, what, how often from the first day to the last, how many at least and at most, and by which channel."""

RETAINERS = """
corteza | CARE | 90 | 176 8
rovellat | CARE | 300 | 300 12
kuckuck | DAY | 1440 | 199 3
"""
"""Who pays by the month for what, how much, and from when to when."""

REFUNDS = """
gato | POSTER | 35 | a paw print on it
fjord | CARDS | 28 | two sets got wet on a ferry
rui | WORK | 120 | he could not come
"""
"""Who got how much back for the first of their sales of a product, and why. The sale to Toni was called off."""

COSTS = """
ads acquisition 90 | 500 5 21 | web web | Small ads for the shop and the workshops | small ads |
software overhead 89 | 495 20 63 | | Programs and servers | |
event acquisition 640 | 448 448 1 | wine fair visit | Half a stand at the wine fair | wine fair |
event acquisition 980 | 466 466 1 | conference meeting | Two days of a conference, with the train | |
event acquisition 720 | 75 75 1 | wine fair visit | Half a stand, with better light | wine fair |
event acquisition 150 | 392 30 120 | workshop meeting | A room for the workshop | workshops |
travel acquisition 212 | 457 457 1 | conference visit | Freiburg and back, for seven points | |
travel acquisition 38 | 470 240 60 | recommendation visit | Trains to first meetings | |
travel service 46 | 430 12 55 | | Petrol and parking for repairs | |
material retention 95 | 420 20 120 | | Jars, biscuits and cards for clients | |
commission acquisition 300 | 446 446 1 | recommendation | A dinner owed to Amparo, with oysters | | amparo
material acquisition 160 | 455 90 180 | | Printed samples | |
time service 180 | 397 340 57 | | Nights of mending | | encarna
travel service 78 | 299 299 1 | | A train to hand over one poster | | ramon
time service 70 | 148 148 1 | | An afternoon on the phone about one font | | bruno
"""
"""Category, purpose and euros | from when to when, every so many working days | source and channel | note |
campaign | for whom."""

BILLINGS = """
corteza | net 7 | 2000 | A
rovellat | net 30 | 8000 | A
cuervo | net 60 | 3000 | C
gato | net 15 | 1500 | B
muelamar | net 15 | 6000 | A
plum | 50% now, 50% net 30 | 6000 | B
kuckuck | 2/7 net 14 | 12000 | A
fjord | net 8 | 8000 | A
mare | net 30 | 1000 | D
bitacora | net 30 | |
"""
"""Who pays when, credit limit in the customer's currency, and how well they pay. Everybody else pays within 15 days."""

DELAYS = """
corteza -2 1
rovellat 0 0
cuervo 4 25
gato 0 9
muelamar -3 2
plum -4 3
kuckuck 0 0
fjord -6 -2
mare 5 20
"""
"""Days after the due day on which they pay, at least and at most; everybody else from 2 before to 6 after."""

DELIVERIES = """
carmen | Rótulo, cartas y bolsas | Bags and cards | 275 | 277 276 | Paco
katrin | Window display | Cuckoo for the window | 130 | 133 131 | parcel
begona | Parpadeo: etiqueta | Labels for Parpadeo | -2 | | Paco
margarita | Jingle cover | Cover in all sizes | 47 | 47 47 | e-mail
tom | Signpost | Signpost, painted | 3 | 5 | parcel
hassan | Stamp for plates | Stamp in pear wood | 20 | 24 21 | parcel
ines | Bolsas y marcapáginas | Bags for the bookshop | 140 | 142 138 | Paco
"""
"""Who, for which deal | what | promised (-2 is two ahead) | shipped and delivered | how."""

PROMOTIONS = """
AUTUMN10 | Autumn: ten per cent off workshops | 10% | 40 -15
POSTER5 | Five euros off a poster | 5 | 260 210
"""
"""Code, name, what it takes off, from when to when."""

QUOTES = """
begona | Parpadeo: etiqueta | 58 | accepted 53
alex | Screens for a museum | 92 | rejected 80
dana | Onboarding and one frog | 27 | sent
dana | Onboarding and one frog | 9 | sent
harriet | Gift boxes | 9 | sent
ines | Tazas de Comillas | 9 | sent
soren | Season pass | 8 | sent
carmen | Pan de cada día | 6 | draft
margarita | Site of the podcast | 40 | sent
"""
"""For which deal | on which day | what became of it and when. A second one for the same deal is a new version."""

GOALS = """
revenue | year | 56000 | Enough for a week in the mountains in January
new-customers | month | 4 |
retention | year | 60% | Nobody leaves without being asked why
"""
"""Of which figure, this year or this month, how much, and why."""

SEGMENTS = """
Regulars | rfm:champions,loyal clv>1000 | | Those who get the calendar first
Journalists | tag:press | | Told about each font
Last year's calendar | rfm:champions clv>1000 | corteza rovellat gato plum encarna | Who got the calendar
"""
"""Name, query, whom it froze if it did, and what it is for."""

SNAPSHOTS = """
Regulars | 60 | corteza rovellat gato plum fjord cuervo kuckuck muelamar mare teo maeve chiara
"""
"""Of which segment, how many working days ago, and who was in it."""
