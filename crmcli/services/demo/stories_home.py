"""What happened with the clients at home, and with those who help: in Spanish, mostly, as it was said.

A row: working days ago, who, what and how | text, or | subject | text. A row that begins with > is a promise that
followed from the row above it and was kept so many working days later.
"""

CORTEZA = """
496 carmen visit in positive 20m | Entré a por una barra y salí con una clienta: quiere una web "que huela a pan".
> 2 email | Mandar presupuesto de la web a Carmen
494 carmen email out proposal-requested | Presupuesto: web y encargos | Tres páginas, encargos con recogida y fotos.
    1.850 € en dos pagos.
489 carmen call in sale-closed 15m 9:15 | Acepta. Única condición: que la masa madre tenga página propia. Se llama
    Fermina.
> 3 other | Pedirle a Lola fecha para las fotos del horno
482 carmen+toni+lola visit 75m 9:00 | Fotos en el obrador. Toni posa con la pala como si fuera un cetro.
474 carmen email out | Primeros bocetos | Dos caminos: "harina" y "corteza". Le dije que sin prisa; contestó en cuatro
    minutos.
471 carmen call in positive 20m | Gana "corteza". El botón de encargar, más grande. Y luego un poco más grande.
460 carmen+toni meeting positive 50m | Publicada. Primer encargo a los nueve minutos: dos cocas de llanda. Era su madre.
> 1 payment | Segunda factura de la web a Horno Corteza Contenta
458 carmen email out | Factura: segundo pago | 925 €, vence en siete días.
452 carmen email in positive | Re: Factura: segundo pago | Pagada. "Y pásate, que hoy hay ensaimadas."
398 toni call in negative 12m 8:40 | El formulario aceptó 40 roscones para ayer. Toni no ha dormido. Voy para allá.
> 1 visit | Arreglar los encargos de Toni, en persona y pidiendo perdón
397 toni visit out positive 40m | Arreglado: los encargos cierran a las seis de la tarde. Perdonado, con media docena
    de cruasanes.
301 carmen meeting positive 55m | Abre segundo horno en Ruzafa. Rótulo, cartas y bolsas. Fermina viaja en taxi.
> 4 email | Presupuesto del rótulo y las bolsas
296 carmen email out proposal-requested | Presupuesto: rótulo, cartas y bolsas | 2.400 €, imprenta aparte.
292 carmen message in sale-closed | "Adelante con todo. Fermina también está de acuerdo."
279 carmen+paco meeting 60m | Pruebas de color en la imprenta: el marrón salía berenjena. Paco lo corrige sin pestañear.
> 6 delivery | Entregar los artes finales de las bolsas a Paco
251 carmen visit positive 90m | Inauguración. El rótulo se enciende a la tercera, entre aplausos.
> 2 payment | Factura del rótulo
180 carmen call out positive 15m | Mantenimiento mensual: 90 €. "Como el agua y la luz", dice. Hecho.
62 toni visit in positive 20m | Quiere un contador de barras en la web. Le explico que nadie lo mira. Lo quiere igual.
41 carmen meeting positive 45m | Idea: suscripción de pan, de lunes a viernes. Le gusta el nombre "Pan de cada día".
    Pienso números.
19 carmen message in positive | Foto de Fermina con gorrito. Sin texto. Entendido: hoy está de buen humor.
6 carmen call out proposal-requested 18m 11:30 | Sí a la suscripción de pan. Quiere presupuesto "de los que se leen de
    pie".
"""

ROVELLAT = """
468 lluis+amparo meeting positive 60m | Amparo introduced us over horchata. He asked for references, she looked at
    him, he withdrew.
> 4 email | Send Lluís the offer for the online shop
463 lluis email out proposal-requested | Offer: online shop for blankets | Shop, payments, stock from the warehouse.
    6,800 €.
455 lluis call in neutral 40m | He read the contract aloud, including the footnotes. One comma moved.
447 lluis+marta meeting sale-closed 80m | Signed with a fountain pen. Marta runs it from here on and brought a
    spreadsheet.
> 5 other | Sketch of the product page for Marta
438 marta meeting positive 70m | Product page: she wants to hear the wool. We settle on very close photographs.
430 marta+quique visit 120m | Counted blankets in the warehouse: 1,204. The computer said 1,190. Quique knew all along.
419 marta email out | Prototype of the shop | Link and password. "Please break it."
417 marta email in positive | Re: Prototype of the shop | Broke it, kindly, in eleven places. List attached, in colour.
> 6 other | Mend Marta's eleven places
404 marta+lluis meeting positive 60m | Launch. First order from Reykjavík, where they know about blankets.
> 2 payment | Final invoice for the shop
402 lluis email out | Invoice: online shop, final part | 3,400 €, thirty days.
381 lluis email in positive | Payment | On the thirtieth day, at 9:00, as promised.
340 quique call in negative 15m | Shop sold the same blanket three times. Stock is synced at night; now every ten
    minutes.
> 2 call | Ask Quique whether the stock counts are right now
338 quique call out positive 8m | Counts are right. "They were always right", says Quique, "here."
262 marta meeting positive 65m | Returns page: fewer words, more pictures. Returns fell by a third the month after.
198 lluis+marta meeting follow-up-agreed 75m | Retainer agreed: two days a month. Lluís read it aloud; I brought water.
> 3 email | Send the signed retainer to Lluís
120 marta call out positive 30m | English texts for the shop: Maeve will do them. "Blanket" has eleven synonyms.
77 quique message in neutral | "Box 14 is not box 14." Label printer, of course. Sent him the corrected file.
48 marta meeting positive 60m | Newsletter for the cold months. Subject line chosen: "We told you it would get cold."
20 lluis call in positive 25m | Wants the great-grandfather's pattern book scanned. 212 pages, all beautiful, two of
    them legible.
4 marta meeting follow-up-agreed 50m 12:00 | Figures are up 18 %. Next: gift wrapping at the checkout, without making
    it look like a bank.
"""

CUERVO = """
441 ramon+begona meeting in positive 30m | Feria del vino. El cuervo de la etiqueta parece una paloma cansada. Lo
    dije. Me contrataron.
> 3 email | Presupuesto: etiquetas de Cuervo Tuerto
437 ramon email out proposal-requested | Presupuesto: tres etiquetas | Tinto, blanco y el que "no es para todos".
    2.900 €.
431 ramon call in sale-closed 10m 8:30 | A gritos: sí. En la bodega no hay cobertura.
422 begona meeting positive 70m | Cata de tipografías con vino. La de palo seco, "corta en boca".
> 8 other | Encargar el cuervo a Łucja
410 begona+lucja meeting 45m | Łucja enseña el cuervo. Le falta un ojo y se nota que sabe algo.
398 begona email in positive | Etiquetas | "El cuervo me mira. Perfecto."
388 paco+begona call in negative 20m | Un rollo entero con el ojo en el lado contrario. Paco lo reimprime; el cuervo
    no opina.
380 ramon visit positive 60m | Etiquetas puestas. Me voy con una caja del que no es para todos. Es para mí.
> 1 payment | Factura de las etiquetas
379 ramon email out | Factura: etiquetas | 2.900 €, sesenta días.
330 ramon call out no-answer | Factura vencida. No contesta. No hay cobertura, me digo.
> 2 call | Volver a llamar a Ramón por la factura
328 ramon call out rescheduled 4m | "¡Mañana, mañana!" Se oye una barrica.
320 begona call out positive 10m | Le cuento a Begoña. Suspira de un modo que paga facturas.
318 ramon email in positive | Transferencia | Pagada. Llega otra caja, sin remite.
244 begona meeting positive 50m | Tienda en línea pequeña: seis vinos, cero ventanas emergentes.
> 5 email | Presupuesto de la tienda
238 begona email out proposal-requested | Presupuesto: tienda | 3.200 €, con comprobación de edad que no insulta.
233 ramon call in sale-closed 7m 8:15 | Sí. Más alto: "¡SÍ!"
205 begona meeting positive 60m | Publicada. Primer pedido: de Amparo, "para la asociación".
131 ramon call in negative 25m | Quiere el cuervo moviéndose. Media hora después, ya no. Escuchar era el trabajo.
58 begona meeting positive 55m | Añada nueva. El blanco cambia de nombre: "Parpadeo". Etiqueta otra vez, con gusto.
> 3 email | Presupuesto de la etiqueta de "Parpadeo"
53 ramon email in sale-closed | Re: Presupuesto: Parpadeo | "Vale. R."
23 begona email out | Parpadeo: boceto | Dos cuervos: uno guiña, otro duerme.
12 ramon call in positive 9m 8:20 | Prefiere el que guiña. Lo sabe toda la bodega, y media comarca.
3 begona call in follow-up-agreed 22m | Pruebas de la etiqueta: cuanto antes, embotellan la semana que viene. Quedé en
    enviárselas.
"""

GATO = """
388 ines meeting in positive 20m | Tras mi taller se quedó a recoger sillas. Librería, gato, web de 2009. Por ese orden.
> 2 email | Escribir a Inés sobre la agenda de actos
385 ines email out | La agenda de actos | Propuesta: una agenda que Teo pueda llenar sin llamar a nadie.
379 ines email in proposal-requested | Re: La agenda de actos | "Preferiría no hacerlo yo." Presupuesto, pues.
372 ines+teo call sale-closed 45m | 2.100 €. Teo enumera cuarenta actos. Todos en jueves.
> 7 other | Modelo de la agenda con cuarenta jueves
350 teo meeting positive 60m | La agenda funciona. Probamos con un miércoles: Teo se pone nervioso.
338 ines+teo visit positive 90m | Publicada en la tienda. Comillas duerme encima del teclado y publica tres actos.
> 1 payment | Factura de la agenda
331 ines email in positive | Pagada | Con una cita de nadie: "lo prometido es tinta".
270 teo call in negative 14m | Presentación anunciada a las 19:00 y a las 7:00. Vinieron dos personas por la mañana.
    Compraron.
> 1 other | Que la agenda avise de horas imposibles
269 teo message out positive | Arreglado: la agenda pregunta antes de creer en las siete de la mañana.
190 ines meeting positive 50m | Marcapáginas, bolsas, tazas. La taza del gato se decide en un minuto.
141 ines email out | Factura: bolsas y marcapáginas | 640 €.
96 ines visit positive 40m | Entrega en mano. Me llevo tres libros: el negocio es circular.
55 teo call in neutral 18m | Quiere venta de entradas. Le mando tres opciones, de menos a más líos.
15 ines message in positive | "Comillas ha firmado en el libro de visitas. Con la pata."
"""

MUELAMAR = """
350 pilar+noelia email in proposal-requested | Citas en línea | "Nos encontró en la web. Queremos que la gente llame
    menos y venga más."
> 3 call | Llamar a la Dra. Ferrándiz
347 pilar call out positive 30m | Habla de regatas veinte minutos y de la web diez. En los diez lo deja clarísimo.
340 pilar email out proposal-requested | Presupuesto: citas en línea | 4.200 €, con recordatorios amables.
333 pilar call in sale-closed 12m | Sí, si el color no es "verde dentista". Será arena.
312 noelia meeting positive 80m | Una mañana en recepción, tomando notas. Noe tiene un sistema; yo, respeto.
> 5 other | Pasar el sistema de Noe a pantallas
290 noelia+pilar meeting positive 60m | Demostración. El recordatorio dice "le esperamos" y no "recuerde".
281 noelia call in negative 20m 8:05 | Dos citas a la misma hora en el mismo sillón. Hermanos, por suerte.
> 1 other | Impedir dos citas en un sillón
280 noelia message out positive | Arreglado. Los hermanos piden volver juntos.
262 pilar email out | Factura: segunda mitad | 2.100 €.
255 pilar email in positive | Pagada | "Sin dolor."
170 pilar call out positive 25m | Mantenimiento anual. Me pregunta si navego. Navego webs, le digo. Silencio.
88 noelia email in neutral | Cambio de horario | Viernes tarde cerrado: por la regata.
33 noelia message in neutral | Pide que el formulario no acepte "ayer" como fecha.
10 pilar call in follow-up-agreed 20m | Quiere web nueva para la segunda clínica, en Dénia. Nos vemos esta semana o la
    que viene.
"""

TRANVIA = """
490 amparo visit positive 60m | Café con Amparo en la cochera. Sale una web, a cambio de paella y de conducir el 12
    diez metros.
> 6 other | Web sencilla para los Amics del Tramvia
470 amparo+vicent meeting positive 90m | Vicent trae cuatro álbumes. En todos alguien corre detrás del tranvía.
449 amparo message in positive | "Publicado y precioso. El domingo, paella. No es una pregunta."
360 vicent email in neutral | Trescientas fotografías | Escaneadas del revés. Les doy la vuelta con cariño.
258 amparo call in positive 20m | Ha prometido mi cartel a tres entidades. Le digo que dos. Negociamos: tres.
> 9 delivery | Cartel para las tres entidades de Amparo
175 amparo+vicent visit positive 120m | El 12 anda. Diez metros, y todos lloramos con dignidad.
92 vicent message in positive | Ha encontrado una foto de mi abuelo corriendo detrás del 12. Llegó.
27 amparo call in positive 15m | Fiesta del tranvía: hace falta programa. "Para ti son dos ratos." Serán cuatro.
8 vicent email in neutral | Pies de foto | 64 pies de foto, uno por cada año de servicio.
"""

HELPERS = """
495 alex meeting positive 60m | Comida con Álex. Pacto: lo que uno no sepa hacer, se lo pasa al otro. Pago yo. Creo.
470 rosa meeting positive 45m | Alta con Rosa. Me pide los tiques. Le enseño la caja. Se sienta.
> 5 other | Ordenar la caja de tiques, de verdad
468 borja email out | Facturas del trimestre | Las que encontré.
466 lola meeting positive 40m | Tarifa y fechas con Lola. Enseña fotos de un notario que parece persona.
460 paco+desi visit positive 50m | Primera visita a la imprenta, de parte de Álex. Paco huele el papel. Desi hace los
    albaranes.
452 lucja meeting positive 35m | Coffee with Łucja at the meetup. She draws on the napkin; I keep the napkin.
445 gonzalo meeting positive 30m | Gonzalo lee mi web y tacha la mitad. Mejora.
440 sergio email in positive | Bienvenida | Servidor listo. "Nube baja de ayer, / hoy arranca tu máquina: / cuida las
    claves."
436 maeve call out positive 30m | Maeve quotes by the idea, not by the word. Deal.
430 encarna call out positive 25m | Tía Encarna pregunta si ya arreglo ordenadores de los buenos.
388 encarna call in positive 30m | Tía Encarna quiere una web para sus almendrados. Son doce. Al mes.
    Le hago un cartel para la nevera.
420 bruno call in positive 40m | Bruno from the hut. Moved my backups while boiling soup.
405 chiara meeting positive 45m | Chiara looked at my business card for a long time. Then: "the A". I know, the A.
342 encarna message in positive | Foto del cartel en la nevera. Al fondo, mi primera comunión.
296 encarna call out positive 20m | Tía Encarna ha contado en la farmacia que trabajo "con los alemanes de los relojes".
300 sergio call in negative 15m | Caída de dos horas. Fue culpa suya y lo dice. Llega el haiku a las cinco.
> 1 follow-up | Contar a los clientes qué pasó con el servidor
299 sergio email in positive | Disculpas | "Cayó la nube. / Tus clientes, en silencio. / Ya sopla el viento."
233 encarna visit positive 180m | Cuenca. Le arreglo la tele, que es lo mío. Vuelvo con dos kilos de almendrados.
175 encarna call out positive 25m | Pregunta si una web se puede lavar.
210 desi call out neutral 10m | Paco dijo jueves. Desi dice qué jueves.
150 gonzalo email in positive | Textos de Ruzafa | Pedí doscientas palabras. Mandó noventa. Sobraban diez.
118 rosa call in neutral 12m 8:45 | Aviso del trimestre con tres semanas. "Para que no corra", dice. Ya corro.
110 encarna letter in positive | Carta con diez euros "para la gasolina". No tengo coche.
84 lucja email in positive | Sketches | Twelve crows. One of them is clearly her landlord.
52 lola meeting positive 35m | Plan de fotos para Dénia: nada de muelas gigantes.
44 maeve email in positive | Re: blankets | "Throw" is in, "coverlet" is out, and she would like a word about "cosy".
60 encarna call in positive 30m | Ha visto lo de la radio. Dice que hablé derecho.
38 chiara email in positive | Re: the A | She has redrawn the A. She just could not sleep.
36 gonzalo message in positive | "He leído tu presupuesto. Sobra el saludo."
30 bruno call in positive 30m | Bruno reviewed the login of the clinic. Two holes, both mine, both closed.
25 borja email in neutral | Modelo firmado | Con acuse, sello y un emoji que Rosa no ha visto.
22 desi email in neutral | Albarán | De lo del jueves. Del otro jueves.
18 sergio email in positive | Renovación | Dominio renovado un año. Sin haiku: no hubo culpa.
16 encarna call out positive 35m | Tía Encarna. Me manda almendrados; yo le explico otra vez qué es una web.
13 paco visit out positive 30m | Muestras para Parpadeo. Paco acaricia el verjurado. "Este. Mañana sin falta."
11 alex meeting positive 70m | Cena con Álex. Ninguno recuerda a quién le tocaba; pagamos a medias y empieza otra
    cuenta.
9 rosa call in neutral 10m 8:50 | Rosa, antes del plazo, del plazo del plazo.
"""

STORIES = (CORTEZA, ROVELLAT, CUERVO, GATO, MUELAMAR, TRANVIA, HELPERS)
