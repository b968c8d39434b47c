"""Small talk between the stories: what is said in a year to clients, suppliers and friends, as tables of text.

A row: channel and how it went | text, or | subject | text. {first} is the person's given name, {org} the organisation.
"""

CLIENT_EN = """
call out positive | Monthly call with {first}. Nothing burns. We enjoyed it suspiciously.
call in neutral | {first} asked for a small change. It was small. I wrote the date down.
email out | Report for the month | Visits up a little, complaints down to one, and that one was about the weather.
email in positive | Thanks | "It just works", writes {first}. Framed.
message in neutral | Forgotten password. New one sent, with the usual sermon.
call in positive | {first} wanted to know whether something is possible. It is. Whether it is wise comes next week.
email out | Backup tested | Restored everything to a spare machine and back again. Took nine minutes.
meeting positive | Quarter review with {first}: kept two ideas, buried five, with honours.
email in neutral | A typo | Page four, line two. It had been there a year, in plain sight, happy.
call out no-answer | Rang {first}; no answer. Sent three lines instead of a message on the machine.
message in positive | Photograph of our work in the wild. {first} had to queue to take it.
email out | Updates done | Everything at {org} is on the newest version. Nobody noticed, which was the point.
call in neutral | Invoice question from {first}. The answer was on the invoice; we found it together.
email in positive | New colleague | {first} wants somebody shown around the system. Half an hour, next week.
call out positive | Talked {first} out of a pop-up window. A good day's work for the internet.
message out | Told {first} that the certificate is renewed. "The what?" Exactly.
email in neutral | Logo, again | Could it be bigger? Sent it bigger. Could it be as it was? Sent it as it was.
meeting positive | Coffee with {first}, on the record for twelve minutes and off it for fifty.
call in negative | Page was slow this morning at {org}. A photo of 14 MB; made it small, everybody can breathe.
email out | Slow page | Mended: one photo. Wrote down how to save them, with pictures, small ones.
email in positive | Passing you on | {first} gave my name to a neighbour. Best advertising there is.
call out rescheduled | {first} is on a train. Tomorrow, same time, fewer tunnels.
email out | Offer for a small extra | Half a day. Said what it does and what it will not do.
message in positive | "Yes please" from {first}, four minutes after the offer.
call in positive | Ideas call with {first}. Three good ones, and one that was nobody's.
email in neutral | Holiday dates | {org} is closed for two weeks; nothing is to break. Agreed.
call out positive | Asked {first} what annoys people most. Fixed it while we spoke.
email out | Minutes of our talk | Six lines, who does what, and when. {first} answered with a tick.
visit positive | Looked in at {org}. Watched people use the thing for an hour; learnt more than in a month.
message out | Sent {first} the two colours side by side. Chosen in one minute, after a week of doubt.
"""

CLIENT_ES = """
call out positive | Llamada del mes con {first}. No arde nada. Qué gusto.
message in neutral | {first} pide cambiar un horario. Cambiado antes de que colgara la tetera.
email out | Informe del mes | Más visitas, menos dudas y una queja: del tiempo.
email in positive | Gracias | "Funciona solo", dice {first}. Lo guardo.
call in neutral | Contraseña olvidada. Otra vez. La nueva tiene verso para recordarla.
call in positive | {first} quiere saber si se puede. Se puede. Si se debe, lo vemos la semana que viene.
email out | Copia de seguridad probada | Lo restauré todo en otra máquina. Nueve minutos y medio café.
meeting positive | Repaso del trimestre con {first}: dos ideas se quedan, cinco se van con honores.
email in neutral | Una errata | Llevaba un año ahí, tan tranquila. Ya no.
call out no-answer | Llamé a {first}: comunica. Le escribo tres líneas.
message in positive | Foto de un cliente haciendo foto. {first} no cabe en sí.
email out | Actualizaciones hechas | Todo al día en {org}. Nadie lo ha notado: perfecto.
call in neutral | Pregunta sobre la factura. La respuesta estaba en la factura; la leímos a coro.
visit positive | Paso por {org}. Miro una hora cómo lo usan: aprendo más que en un mes.
call out positive | Convenzo a {first} de no poner música en la portada. La ciudad no lo sabrá nunca.
message out | Aviso a {first}: certificado renovado. "¿El qué?" Pues eso.
email in neutral | El logo | ¿Más grande? Más grande. ¿Como estaba? Como estaba.
meeting positive | Café con {first}. Doce minutos de trabajo y cuarenta de verdad.
call in negative | La página va lenta. Una foto de 14 megas. La pongo a dieta.
email out | Página lenta | Arreglado. Le dejo a {first} cómo guardar las fotos, con dibujos.
email in positive | Te recomiendo | {first} ha dado mi nombre a un vecino. No hay mejor anuncio.
call out rescheduled | {first} está con el reparto. Mañana a la misma hora.
email out | Presupuesto de un detalle | Medio día. Digo lo que hace y lo que no.
message in positive | "Dale." {first}, cuatro minutos después del presupuesto.
call in positive | Lluvia de ideas con {first}. Tres buenas y una nube.
email in neutral | Vacaciones | {org} cierra dos semanas. Prohibido romperse. De acuerdo.
call out positive | Pregunto qué molesta más a la gente. Lo arreglo mientras me lo cuenta.
email out | Acta | Seis líneas: quién, qué y cuándo. {first} responde con un pulgar.
message in neutral | Nota de voz de {first}, tres minutos. Resumen: sí.
meeting positive | Vemos los números con {first}. Suben. Nos miramos raro y pedimos otro café.
"""

HELP_EN = """
email out | Small job | Asked {first} for half a day. Yes, next week.
email in | Invoice | From {first}. Right to the cent, paid the same day.
call in positive | {first} had a better idea than mine. We use it and share the blame.
message in neutral | {first} is late by a day and says so a day before. That is how it is done.
email in positive | Delivered | Opened it, laughed out loud, sent it straight to the client.
call out positive | Next month with {first}: two dates held, one of them in pencil.
email out | Corrections | Four. {first} answered that two were hers, one was mine and one was art.
message out | Thanked {first}. The client cried, in the good way.
"""

HELP_ES = """
call out positive | Encargo pequeño a {first}. Sí, para el jueves. Pregunto qué jueves.
email in | Factura | De {first}. Cuadra al céntimo; pagada el mismo día.
message in neutral | {first} avisa de que llega un día tarde, con un día de antelación. Así se hace.
visit positive | Paso a ver a {first}. Salgo con muestras, polvo y una idea.
call in positive | {first} propone algo mejor que lo mío. Nos lo quedamos.
email in neutral | Tarifas nuevas | Suben un poco. Normal. Sigo siendo su cliente preferido, dice. Se lo dirá a todos.
email in positive | Entregado | Lo abro, me río, lo mando tal cual.
call out positive | Fechas del mes que viene con {first}: dos fijas y una a lápiz.
email out | Correcciones | Cuatro. Dos mías, una suya y una que era arte.
message out | Le doy las gracias a {first}. La clienta lloró, de las buenas.
call in negative | Malentendido con las medidas: centímetros, milímetros y fe. Se repite, a medias.
email out | Todo en orden | Quedó bien lo del otro día. Con {first} siempre queda bien.
"""

FRIENDS = """
call in positive | {first} called to complain about clients. So did I. Both of us feel better.
message in positive | A photo from {first}, without a word. Understood completely.
meeting positive | Lunch with {first}. We planned a studio together and forgot it by dessert.
call out positive | Asked {first} what to charge. "More." As always. Charged it.
message out | Sent {first} the link. Answer in a minute: three exclamation marks and a bug.
call in neutral | {first} moves house. Promised boxes. Found boxes.
meeting positive | Walk with {first}. Not a word about work until the car park.
message in positive | {first} remembered the anniversary of my first invoice. Nobody else did, me included.
call out positive | Long call with {first}. The soup burnt. Worth it.
email in positive | You should read this | From {first}. I did. I should have years ago.
"""

CHATS = {
    "client es": CLIENT_ES,
    "client en": CLIENT_EN,
    "supplier es": HELP_ES,
    "supplier en": HELP_EN,
    "friend es": FRIENDS,
    "friend en": FRIENDS,
}
"""By the tag and the language of whoever it is said to."""
SHARES = {"vip": 14, "client": 10, "supplier": 6, "friend": 7}
"""How many such talks there are with one who carries this tag; the first that fits."""
