"""Who orders from the web shop of the sample business, and what they like, as tables of text. Nobody here exists."""

FOLK = """
Valencia,ES | es | Nuria Peirats; Jaume Escrivà; Lourdes Albiach; Pau Monrabal; Remedios Tarazona; Vera Sanfélix;
    Hilario Orts; Vicenta Llopis; Candela Micó; Fabián Orellana; Consuelo Bataller; Ximo Torrelles
Castelló,ES | es | Mireia Barrachina; Elías Fabregat; Dolors Traver; Nicanor Belda
Alacant,ES | es | Rosario Galiana; Quim Pastor; Rufina Lledó; Quirino Samper; Celia Aznar
Madrid,ES | es | Saturnino Cifuentes; Olga Matesanz; Paloma Redondo; Plácido Verdasco; Sonsoles Iriarte; Julián Pedraza;
    Maruja Colmenar; Telmo Arganda; Inmaculada Rozas; Cosme Valdeón; Leonor Buitrago
Barcelona,ES | es | Roger Puigdollers; Montserrat Cabanes; Oriol Tresserra; Laia Vallcorba; Genís Farrerons;
    Ona Claret; Magí Soldevila; Neus Raventós
Sevilla,ES | es | Reyes Ojeda; Curro Zambrano; Rocío Ballesteros; Salvador Pineda
Bilbao,ES | es | Nekane Lezama; Koldo Urresti; Maite Garaizar; Josu Belandia
Zaragoza,ES | es | Pilarín Lacasta; Severino Artigas; Clotilde Mainar
Murcia,ES | es | Fuensanta Alcaraz; Ginés Bastida; Trini Carrillo
Santiago,ES | es | Sabela Outeiro; Xurxo Freijomil; Uxía Castelao
Oviedo,ES | es | Xana Fombona; Pelayo Arrojo
Palma,ES | es | Catalina Amengual; Tomeu Rosselló; Margalida Bibiloni
Granada,ES | es | Engracia Lupión; Damián Montoro; Zoraida Fajardo
Lisboa,PT | en | Filipa Quintela; Duarte Meireles; Teresa Sarmento
Porto,PT | en | Gaspar Leitão; Matilde Cerqueira
Torino,IT | en | Ottavia Bruneri; Ermanno Castagno
Bologna,IT | en | Fiamma Zagari; Ruggero Mattioli
Lyon,FR | en | Yaëlle Carpentras; Firmin Dubreuil; Solène Vaucher
Toulouse,FR | en | Gaspard Roquebrun; Odile Faure
Berlin,DE | en | Friederike Holunder; Jannis Rehbein; Ottilie Kranz; Lennart Woywod
Hamburg,DE | en | Swantje Petersen; Henning Dörfler
Freiburg,DE | en | Roswitha Immler; Veit Schächtele
Wien,AT | en | Leopoldine Haas; Kilian Strobl
Zürich,CH | en | Vreni Rüegg; Urs Zollinger
Utrecht,NL | en | Floor Boterhoek; Joost Wiersema; Sanne Kuipers
Antwerpen,BE | en | Griet Vanmol; Wannes Deprez
Aarhus,DK | en | Signe Overgaard; Villads Brandt
Malmö,SE | en | Tuva Ekdahl; Elof Sandgren
Kraków,PL | en | Jagoda Zielonka; Radosław Mucha
Bristol,GB | en | Prudence Thistlewood; Gethin Parry; Imogen Marchbank; Rupert Crouch
London,GB | en | Ottoline Fairweather; Kwame Adjepong; Tilda Hargreave; Cuthbert Lowe; Sunita Deshmukh
Edinburgh,GB | en | Morag Abernethy; Fergus Dalziel; Isla Kinnear
Dublin,IE | en | Gráinne Tierney; Donal Rafferty; Sadhbh Mulcahy
Galway,IE | en | Niamh Folan; Cathal Burke
"""
"""Town and country, language, names."""

TASTES = """
POSTER | 1 2 | CARDS
POSTER | 1 1 | POSTER
POSTER | 1 3 |
TYPE | 1 2 | CARDS
TYPE | 1 1 | WORK
WORK | 1 1 | TYPE
CARDS | 1 3 | POSTER
CARDS | 2 4 | CARDS
CARDS | 1 2 |
"""
"""What somebody orders, how many at least and at most, and what else they try now and then."""

SOURCES = """
web | web
web | web
web | web
recommendation | web
press | web
wine fair | visit
workshop | meeting
"""
"""Where somebody heard of the shop and by which channel they buy; each line is as likely."""

LETTERS_EN = """
email in positive | Arrived | {what}: arrived in one piece. The neighbours have been shown.
email in neutral | Which size? | Asked which size fits above a small stove. Answered with a photograph and a ruler.
email out | On its way | {what}: packed it twice, posted it once, wished it a good trip.
email in positive | A gift | {what} was for a brother. He wants to know where the other half is.
email in neutral | Customs | Wanted a paper for the customs. Wrote "paper" on it; it went through.
message in positive | A photograph of it on the wall, a little crooked, among friends.
email in neutral | A bent corner | One corner bent on the way. Sent another, and the sheet with the test colours.
email out | Thank you | A card by hand, because it was the third order and the ink was open.
"""

LETTERS_ES = """
email in positive | Ha llegado | {what}: llegó entero. Ya lo ha visto toda la escalera.
email in neutral | ¿Qué tamaño? | Preguntó qué tamaño cabe sobre una cocina pequeña. Contesté con una foto y una regla.
email out | En camino | {what}: envuelto dos veces, enviado una, con buenos deseos.
email in positive | Un regalo | {what} era para una hermana. Ahora quiere saber dónde está la otra mitad.
message in positive | Una foto de la pared, algo torcida, entre amigos.
email in neutral | Una esquina doblada | Llegó con una esquina doblada. Mandé otro, y la hoja con las pruebas de color.
message in neutral | Pregunta si habrá calendario. Lo habrá, si el ficus deja sitio.
email out | Gracias | Una tarjeta a mano, porque era el tercer pedido y la tinta estaba abierta.
"""
"""What is written about an order, as in `talk_data`; {what} is the product."""
