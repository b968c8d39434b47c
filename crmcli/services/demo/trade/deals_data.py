"""The deals of the sample business: what might have been sold, and how far each came, as tables of text.

A row: who | title | amount and product | way | source | what else is known. The way is made of working days ago and the
first letter of a stage: f(irst contact), l(ead), c(onversation), n(eeds), p(roposal), and in the end W(on), L(ost) or
A(bandoned). Known: `why` it ended so, `vs` whom it was lost to, `exp` working days to the expected close, `p` its own
probability, `next` step, `needs`, `note`, `paid` no or half.
"""

WON = """
joana | Menu for three cafés | 3100 WEB | 489f 484l 478p 472W | recommendation | why=charm; note=the postcards;
    paid=half
carmen | Web y encargos | 1850 WEB | 496f 495c 494n 494p 489W | walk-in | why=charm; note=la corteza;
    needs=una web que huela a pan
lluis | Online shop for blankets | 6800 SHOP | 472f 470l 468c 463p 447W | recommendation | why=trust;
    note=trust, through Amparo
anselm | Clock configurator | 9200 SHOP | 462f 458l 455n 442p 436W | conference | why=care;
    note=answers to all seven points
ramon | Tres etiquetas | 2900 LABEL | 445f 441c 437p 431W | wine fair | why=drawing; note=the raven
harriet | Labels and shop | 5400 GBP SHOP | 430f 427l 423n 418p 413W | recommendation | why=drawing; note=no clip art
maeve | Site in two languages | 1250 WEB | 400f 396l 390c 384p 377W | conference | why=trust; note=we swap halves
ines | Agenda de actos | 2100 WEB | 388f 385l 379n 376p 372W | workshop | why=trust;
    note=she had met us at the workshop
pilar | Citas en línea | 4200 BOOK | 356f 350l 346n 340p 333W | web | why=drawing; note=the colour is not green
lola | Photo portfolio | 950 WEB | 350f 344l 339p 330W | meetup | why=trust; note=friends
soren | Tours and bookings | 7600 BOOK | 338f 334l 329n 325p 321W | web | why=charm; note=the sheep agreed
marta | Care for the shop, by the month | 3600 CARE | 320c 315p 308W | recommendation | why=care;
    note=figures before opinions
carmen | Rótulo, cartas y bolsas | 2400 PRINT | 301c 299n 296p 292W | walk-in | why=trust;
    note=Fermina está de acuerdo
chiara | Specimen site | 1300 WEB | 300f 296l 288n 280p 270W | conference | why=drawing; note=she liked the kerning
marta | Size table | 520 DAY | 270c 266p 262W | recommendation | why=care; note=her spreadsheet
rosa | Calendar of deadlines | 800 DAY | 260f 258l 252n 247p 240W | friend | why=care; note=she wrote the list herself
begona | Tienda de la bodega | 3200 SHOP | 250c 244n 238p 233W | wine fair | why=charm;
    note=an age check that does not insult
alex | Web for a vet | 1700 WEB | 250f 247l 240c 233n 228p 219W | friend | why=speed; note=Álex had no time
anselm | Retainer: three days a month | 17280 DAY | 215c 209p 203W | conference | why=care; note=punctuality
elena | Podcast cover | 350 LABEL | 210l 205p 201W | press | why=speed; note=quick
carmen | Mantenimiento | 1080 CARE | 185c 182p 180W | walk-in | why=trust; note=como el agua y la luz
ines | Bolsas y marcapáginas | 640 PRINT | 160c 155p 150W | workshop | why=drawing; note=Comillas on every bag
katrin | Window display | 1700 PRINT | 170c 160n 152p 145W | conference | why=drawing; note=the cuckoo moves
desi | Price list | 450 LABEL | 150f 148l 144p 139W | recommendation | why=trust; note=Paco said yes and Desi did too
freja | Weather page | 850 DAY | 130c 125p 119W | web | why=charm; note=the weather
noelia | Reminder texts | 380 DAY | 110c 104p 100W | web | why=trust; note=nobody cried
nerea | Cover, winter issue | 700 LABEL | 95l 90p 84W | press | why=charm; note=messy desks; paid=no
begona | Parpadeo: etiqueta | 2400 LABEL | 70c 62n 58p 53W | wine fair | why=drawing; note=an eye that blinks; paid=no
margarita | Jingle cover | 180 LABEL | 57l 55p 51W | workshop | why=price; note=it was short; paid=no
hassan | Stamp for plates | 240 LABEL | 36l 30p 28W | web | why=drawing; note=made by hand; paid=no
tom | Signpost | 320 PRINT | 24l 20p 15W | recommendation | why=speed; note=guests got lost
"""

NOT_WON = """
alex | App for a climbing gym | 5200 SHOP | 470f 468l 460L | friend | why=no-budget
teo | Festival of Thursdays | 2900 WEB | 420f 415l 402c 388L | workshop | why=timing
alex | Shop for a knife grinder | 2400 SHOP | 410f 395L | friend | why=no-response
nerea | Redesign of Bitácora | 8800 WEB | 390f 384l 371c 352n 340p 318L | press | why=competitor; vs=Estudio Raya
joana | Second menu | 1800 WEB | 380c 376p 366L | recommendation | why=competitor; vs=a nephew
sergio | Status page | 1500 WEB | 320f 314l 300c 281L | web | why=no-budget
alex | Intranet for a choir | 3000 WEB | 330f 326l 318c 305L | friend | why=price
gonzalo | Letters, a site | 600 WEB | 310f 280A | meetup | why=no-response
rui | Mentor day | 480 DAY | 300f 290L | recommendation | why=no-response
bruno | Hut bookings | 1400 BOOK | 280f 276l 262c 240L | school | why=no-decision
lucja | Print shop | 1100 SHOP | 270f 262l 250L | meetup | why=no-need
encarna | Recipe book | 120 PRINT | 240f 200A | family | why=no-need
iker | Essay site | 900 WEB | 230f 219L | press | why=no-budget
vicent | Tram archive | 4000 WEB | 200f 195l 180c 160n 120L | friend | why=no-budget
quique | Labels for shelves | 260 LABEL | 190l 150A | recommendation | why=no-response
chiara | Festival programme | 2200 PRINT | 140f 131l 118L | conference | why=timing
ramon | El cuervo, en movimiento | 1500 LABEL | 135l 133c 131L | wine fair | why=no-need
alex | Screens for a museum | 6400 WEB | 120f 116l 108c 99n 92p 80L | friend | why=competitor; vs=Estudio Raya
miguel | Badge for the frog | 1200 USD LABEL | 90l 80c 75L | conference | why=price
priya | Newsletter | 900 GBP DAY | 75c 69p 61L | recommendation | why=competitor; vs=Mailbird & Co
alex | Menu board | 600 PRINT | 64f 40A | friend | why=no-response
miguel | Press kit | 1500 USD DAY | 70l 62c 50L | conference | why=no-need
toni | Contador de barras | 180 DAY | 62l 60L | walk-in | why=no-need
oliver | Shipping to islands | 700 GBP DAY | 45l 40c 36L | recommendation | why=timing
freja | Tandem map | 1300 WEB | 44l 42c 33n 29p 21L | web | why=price; vs=Kystkort
"""

OPEN = """
dana | Onboarding and one frog | 24000 USD WEB | 60f 55l 44c 33n 27p | conference | exp=2; p=50;
    next=line by line, tomorrow; needs=to remind people to go outside
carmen | Pan de cada día | 1600 SHOP | 41c 20n 6p | walk-in | exp=6; next=un presupuesto de los que se leen de pie
harriet | Gift boxes | 2200 GBP PRINT | 38c 20n 9p | recommendation | exp=7; next=price of the boxes
soren | Season pass | 1900 BOOK | 20c 14n 8p | web | exp=9; next=call him: if wind, shout
ines | Tazas de Comillas | 480 PRINT | 18c 9p | workshop | exp=3
anselm | Tablet for the counter | 3900 SHOP | 35l 18n | conference | exp=18; next=a numbered agenda
pilar | Second clinic, in Dénia | 3800 BOOK | 30c 13n | web | exp=15
marta | Gift wrap at checkout | 900 DAY | 30c 12n | recommendation | exp=10
begona | Caja de regalo | 1100 PRINT | 24c 11n | wine fair | exp=12
hassan | Twelve plates, one price list | 1600 SHOP | 44f 40l 20c 6n | web | exp=5; next=the offer
amparo | Programme of the tram party | - PRINT | 20n | friend | exp=6; next=cuatro ratos, no dos
tom | A booking calendar | 2600 BOOK | 30f 26l 12c | recommendation | exp=14; next=show him the eraser
lluis | Scan of the pattern book | 1400 DAY | 25l 12c | recommendation | exp=20
margarita | Site of the podcast | 1500 WEB | 60f 52l 40c | workshop | exp=-6; next=money talk, before dessert
yuki | Icons | 2600 USD LABEL | 48l 10c | conference | exp=-4
noor | Yoga timetable | 900 BOOK | 80f 70l | recommendation | exp=25; next=ask, gently
teo | Tickets for Thursdays | 1200 BOOK | 22l | workshop | exp=16
paco | Catalogue of papers | 1300 PRINT | 11f | recommendation | exp=25
elena | Web of a radio | 5200 WEB | 15f | press | exp=30
"""

PRODUCTS = """
WEB | Website | design | project | 1850 |
SHOP | Online shop | design | project | 5400 |
BOOK | Booking system | design | project | 4200 |
LABEL | Label or cover | design | piece | 950 | 40
PRINT | Sign and printed matter | print | set | 800 | 320
CARE | Care, a month | service | month | 90 | 8
DAY | A day of work | service | day | 480 |
WORK | Seat in a workshop | teaching | seat | 120 | 22
POSTER | Poster, signed | print | piece | 35 | 9
CARDS | Twelve postcards | print | set | 14 | 4
TYPE | Licence of a typeface | design | licence | 60 |
PHOTO | An hour of retouching | service | hour | 45 |
"""
"""Code, name, category, unit, price and what one costs, in euros."""
