"""Who there is in the sample business: invented companies, people, tags and fields, as tables of text.

A row is split at its bars; indented lines below it are the note. Nobody here exists, no number can be rung.
"""

TAGS = """
client   | 2m
vip      | 3w
lead     | 1m
press    | 4m
supplier |
friend   |
family   |
former   |
barter   |
billing  |
early    |
postcard |
shop     |
"""
"""Name and the interval to keep in touch, if the tag has one."""

FIELDS = """
vat-id           | text   |
hourly-rate      | money  |
payment-days     | number |
arrangement      | choice | project, retainer, barter
favourite-coffee | text   |
"""
"""Name, type and choices."""

ORGANISATIONS = """
corteza | Horno Corteza Contenta | Calle de la Miga 7, 46006 Valencia, ES | client postcard | customer | es | walk-in
    | vat-id=ESB00000017; hourly-rate=48.00 EUR; payment-days=7; arrangement=retainer
    Bakery since 1961. The sourdough is called Fermina and has her own page.
rovellat | Telares Rovellat | Camino del Batán 3, 03801 Alcoi, ES | client | customer | es | recommendation
    | vat-id=ESB00000025; hourly-rate=60.00 EUR; payment-days=30; arrangement=retainer
    Wool blankets, four generations. The looms are older than the invoices, and both still run.
cuervo | Bodegas Cuervo Tuerto | Partida del Ojo 12, 46340 Requena, ES | client | customer | es | wine fair
    | vat-id=ESB00000033; hourly-rate=60.00 EUR; payment-days=60; arrangement=project
    The one-eyed raven on the label is Ramón's idea. The second eye costs extra, he says.
gato | Librería El Gato Subrayado | Calle del Lápiz 21, 28012 Madrid, ES | client | customer | es | workshop
    | vat-id=ESB00000041; hourly-rate=45.00 EUR; payment-days=15; arrangement=project
    Bookshop with a cat, Comillas, who sleeps on the new arrivals and is on every photo.
muelamar | Clínica Dental Muelamar | Avenida del Colmillo 4, 46701 Gandia, ES | client | customer | es | web
    | vat-id=ESB00000058; hourly-rate=60.00 EUR; payment-days=15; arrangement=retainer
    Appointments online, by telephone and, since last year, without anybody crying.
tranvia | Amics del Tramvia Tranquil | Carrer de la Via Morta 9, 46011 Valencia, ES | barter | customer | es | friend
    | arrangement=barter
    They restore tram number 12. Paid in rides, paella and gratitude.
plum | Harrow & Plum Preserves | 5 Spoonmaker Row, BS1 0XX Bristol, GB | client | customer | en | recommendation
    | vat-id=GB000000019; hourly-rate=65.00 GBP; payment-days=14; arrangement=retainer
    Small-batch jam. Every colour is discussed as "a bit more plum".
kuckuck | Kuckuck & Quarz GmbH | Pendelgasse 11, 79098 Freiburg, DE | client | customer | en | conference
    | vat-id=DE000000027; hourly-rate=70.00 EUR; payment-days=14; arrangement=retainer
    Cuckoo clocks for flats with neighbours: the cuckoo has a volume knob. Invoices are paid to the minute.
fjord | Fjordpedal ApS | Kædevej 8, 8000 Aarhus, DK | client | customer | en | web
    | vat-id=DK00000035; hourly-rate=70.00 EUR; payment-days=8; arrangement=project
    Bicycle tours with cake. They answer everything within the hour, with a photo of the weather.
lantern | Lanternfrog Labs | 212 Tadpole Street, Portland OR 97201, US | lead | opportunity | en | conference
    | hourly-rate=85.00 USD; payment-days=30; arrangement=project
    An app that reminds people to go outside. The largest offer so far; be brave with the number.
mare | Pastéis da Maré Alta | Rua da Canela 30, 1100-001 Lisboa, PT | former | former | en | recommendation
    | vat-id=PT000000043; hourly-rate=50.00 EUR; payment-days=30; arrangement=project
    Went to a nephew who "does computers". We parted as friends; the door and the oven are open.
bitacora | Revista Bitácora Norte | Muelle de la Errata 2, 48003 Bilbao, ES | press | other | es | press
    |
    Design magazine, four issues a year. They like process and photographs of messy desks.
tinta | Imprenta Tinta Torcida | Polígono del Margen 14, 46980 Paterna, ES | supplier | other | es | recommendation
    | vat-id=ESB00000066; payment-days=30
    Best paper in the province. Delivery dates are poetry: ask twice.
centimo | Gestoría Céntimo a Céntimo | Plaza del Recibo 1, 46003 Valencia, ES | supplier billing | other | es | friend
    | vat-id=ESB00000074; payment-days=15
    Everything about taxes. Rosa calls before every deadline, whether or not there is a deadline.
nube | Nube Baja Hosting | Calle de la Niebla 40, 50001 Zaragoza, ES | supplier | other | es | web
    | vat-id=ESB00000082; payment-days=0
    Servers and domains. Honest status page.
"""
"""Key, name, address, tags, lifecycle, language, source; fields; note."""

PEOPLE = """
alex | Álex Domingo | | freelance developer | friend | evangelist | es | school
    | city=Valencia,ES; cadence=6w; favourite-coffee=double espresso, no talking
    We send each other the work that we cannot do. Owes me a dinner, or I owe him one; nobody kept count.
carmen | Carmen Rovira Sanchis | corteza | owner | client vip early | customer | es | walk-in
    | born=1971; home=carmen.rovira@correo.example; favourite-coffee=bombón
    Up since four, so ring before noon. Decides in one call and never looks back.
toni | Toni Rovira Sanchis | corteza | baker | client | customer | es | walk-in
    | born; favourite-coffee=none, he is awake
    Carmen's brother. Believes that a website is a kind of oven.
amparo | Amparo Lloréns | tranvia | president | barter postcard | evangelist | es | friend
    | born=1954
    Retired judge. Knows everybody in town, and remembers what they promised.
lluis | Lluís Carbonell Bru | rovellat | managing director | client | customer | es | recommendation
    | from=amparo; born; favourite-coffee=café del temps
    Reads contracts aloud. Fair, slow, and pays on the thirtieth day exactly.
marta | Marta Ibáñez Soler | rovellat | head of the online shop | client vip | customer | es | recommendation
    | from=lluis; favourite-coffee=cortado, oat milk
    Wants figures before opinions. Her spreadsheets have better colours than most posters.
quique | Quique Pla | rovellat | warehouse | | customer | es | recommendation
    | from=marta
    Knows where everything is. Nobody else does.
begona | Begoña Arizmendi | cuervo | oenologist | client vip | customer | es | wine fair
    | born=soon; favourite-coffee=ristretto
    Describes type like wine: "this one has too much nose". Usually right.
ramon | Ramón Casanova Tur | cuervo | owner | client early | customer | es | wine fair
    | born=1958
    Shouts on the telephone because the cellar has no signal. Sends a case of wine after every quarrel.
ines | Inés Quiroga Vidal | gato | bookseller | client postcard | customer | es | workshop
    | born=1984; favourite-coffee=tea, obviously
    Quotes somebody in every message. Birthday present: never a book.
teo | Teo Valcárcel | gato | events | client | customer | es | workshop
    | from=ines
    Forty events a year, all of them on a Thursday.
pilar | Pilar Ferrándiz Mas | muelamar | dentist | client | customer | es | web
    | prefix=Dra.; born=1972-02-29; favourite-coffee=decaf, for the enamel
    Born on 29 February and counts accordingly. Ask about the regatta, not about molars.
noelia | Noelia Gisbert | muelamar | reception | | customer | es | web
    | nick=Noe; born
    Runs the clinic. Writes at 7:55, answers nothing after 15:00.
vicent | Vicent Mora Alberola | tranvia | archivist | barter | customer | es | friend
    | from=amparo
    Has a photograph of every tram, and of every person who ever missed one.
maeve | Maeve Donnelly | | translator | supplier friend | other | en | conference
    | city=Galway,IE; born; hourly-rate=50.00 EUR; favourite-coffee=tea, strong enough to argue
    English that sounds like somebody. Sent me Harriet.
harriet | Harriet Plumtree | plum | founder | client vip | customer | en | recommendation
    | from=maeve; born=1979; home=harriet@jamjar.example; favourite-coffee=flat white
    Posts a jar with every signed offer. The gooseberry is not a joke, it is a test.
oliver | Oliver Nkemelu | plum | operations | client | customer | en | recommendation
    | from=harriet; favourite-coffee=filter, black
    Ask him about delivery first; then everything else goes well.
priya | Priya Ramanathan | plum | marketing | | customer | en | recommendation
    | from=harriet; born; favourite-coffee=chai
    Sends voice notes from trains. Great eye, bad signal.
anselm | Anselm Vogtländer | kuckuck | managing director | client early | customer | en | conference
    | born=1963; favourite-coffee=Filterkaffee, 9:00
    Meetings begin on the second. The agenda arrives the day before, numbered.
katrin | Katrin Öztürk | kuckuck | shop manager | client | customer | en | conference
    | from=anselm; born; favourite-coffee=mocha
    The friendly half of every German meeting.
jurgen | Jürgen Weiß | kuckuck | accounts | billing | customer | en | conference
    | from=anselm
    Found a cent in my March invoice. It was my cent.
soren | Søren Kjærsgaard | fjord | founder | client | customer | en | web
    | born=1982; favourite-coffee=aeropress, on a hill
    Calls from the saddle. The wind speaks first.
freja | Freja Lindqvist | fjord | bookings | client | customer | en | web
    | from=soren
    Can tell from an e-mail whether somebody will bring a helmet.
dana | Dana Whitlock | lantern | chief executive | lead | opportunity | en | conference
    | born; favourite-coffee=cold brew
    Nine hours behind. Mornings there are our evenings, so keep Tuesdays free.
miguel | Miguel Ángel Reyes | lantern | product | lead | opportunity | en | conference
    | from=dana; nick=Mike; favourite-coffee=americano
    Speaks Spanish when it gets serious.
yuki | Yuki Tanabe (田辺 雪) | lantern | design | | opportunity | en | conference
    | given=Yuki; family=Tanabe; from=dana; favourite-coffee=matcha
    Measures in half pixels. Kind about it.
joana | Joana Figueira | mare | owner | former | former | en | recommendation
    | born; favourite-coffee=bica
    Sends one postcard a year, always of the same lighthouse.
rui | Rui Bacelar | mare | nephew, "does computers" | | former | en | recommendation
    | from=joana
    Asks good questions. Would hire him.
nerea | Nerea Etxeandia | bitacora | editor | press | other | es | press
    | born; favourite-coffee=sola, larga
    Deadlines are on Mondays; what she needs, she needs by Friday.
iker | Iker Olabarri | bitacora | writer | press | other | es | press
    | from=nerea
    Records everything and quotes fairly.
paco | Paco Segarra | tinta | printer | supplier | other | es | recommendation
    | from=alex; born=1960; favourite-coffee=carajillo
    "Mañana sin falta" means Thursday.
desi | Desamparados Fuster | tinta | office | supplier billing | other | es | recommendation
    | nick=Desi
    If Paco says yes, ask Desi.
rosa | Rosa Climent Pérez | centimo | accountant | supplier billing early | other | es | friend
    | born; favourite-coffee=café con leche
    Finds receipts that I had given up as legends.
borja | Borja Anglés | centimo | assistant | supplier | other | es | friend
    | from=rosa
sergio | Sergio Lahoz | nube | support | supplier | other | es | web
    |
    Signs tickets with a haiku when it was really his fault.
lola | Lola Mengual | | photographer | supplier friend | other | es | meetup
    | mail=hola@lolamengual.example; city=Valencia,ES; handle=@lola@fotos.example
    | hourly-rate=55.00 EUR; favourite-coffee=con hielo
    Makes bread look like portraits and directors look like people.
lucja | Łucja Wiśniewska | | illustrator | supplier | other | en | meetup
    | mail=studio@lucja.example; city=Kraków,PL; handle=@lucja@tusz.example
    | hourly-rate=52.00 EUR; favourite-coffee=turkish
    Drew the raven, the cat and the tram. Needs two weeks and gets it right in one.
gonzalo | Gonzalo Prats | | copywriter | supplier | other | es | meetup
    | city=Castelló,ES; hourly-rate=45.00 EUR; favourite-coffee=whatever is open
    Cuts any text by half. Then by half again, for pleasure.
encarna | Encarnación Molina | | aunt | family postcard | other | es | family
    | nick=Tía Encarna; city=Cuenca,ES; cadence=2w; born
    Thinks that I repair computers. Her almond biscuits travel by courier.
bruno | Bruno Keller | | developer | friend | other | en | school
    | city=Zürich,CH; born=1985; favourite-coffee=schümli
    Climbs. Will fix anything that runs on a server, from a hut at 2,400 metres.
chiara | Chiara Bellandi | | type designer | friend | other | en | conference
    | city=Torino,IT; born=--; favourite-coffee=marocchino
    Kerning by ear. Tell her before she finds out.
hassan | Hassan El Idrissi | | ceramics, own shop | lead | sql | en | web
    | mail=hassan@barroalto.example; city=Manises,ES; favourite-coffee=mint tea
    Wants to sell plates online, and fears that people will.
margarita | Margarita Ruano | | podcaster | lead | mql | es | workshop
    | mail=hola@sobremesalarga.example; city=Sevilla,ES; favourite-coffee=manchado
    A podcast on long lunches. Episodes take three hours; so did the first call.
tom | Tom Ashdown | | guest house on Menorca | lead | lead | en | recommendation
    | mail=tom@siestahouse.example; city=Ciutadella,ES; from=harriet; favourite-coffee=instant, unashamed
    Six rooms and one very old booking calendar, on paper, in pencil.
noor | Noor van der Linden | | yoga teacher | lead | mql | en | recommendation
    | city=Utrecht,NL; from=soren; favourite-coffee=not before the sun salutation
    Breathes before she answers. Good for both of us.
elena | Elena Quintanilla | | radio journalist | press | other | es | press
    | city=Valencia,ES; born
    Ten minutes of me on local radio; my mother recorded it.
"""
"""Key, name, organisation, job, tags, lifecycle, language, source; what else is known, custom fields among it; note.

Referrers come first. `born` is a year, a day, `soon`, -- without its year, or some day when nothing is said.
"""
