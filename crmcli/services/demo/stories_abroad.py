"""What happened with the clients abroad, with those who may become clients, and with the press.

A row: working days ago, who, what and how | text, or | subject | text. A row that begins with > is a promise that
followed from the row above it and was kept so many working days later.
"""

PLUM = """
426 harriet email in positive | A friend says you can draw a plum | "Maeve Donnelly says you are honest about colour.
    We need somebody honest about colour."
> 2 call | Ring Harriet about the plum
423 harriet call out proposal-requested 40m | Four jams, one shop, no clip art. She paused at "gooseberry" to see what
    I would do.
418 harriet email out proposal-requested | Offer: labels and shop | 5,400 pounds, in three parts.
413 harriet call in sale-closed 15m | Signed. A jar of gooseberry is in the post.
404 harriet message out positive | Tasted it. Told the truth. Passed.
> 5 other | Four label drafts for Harriet
395 harriet+priya meeting 60m | First drafts. Asked for "a bit more plum" eleven times. Priya kept the score.
386 harriet email out | Labels, round two | A bit more plum.
384 harriet email in positive | Re: Labels, round two | "That is the plum."
> 4 delivery | Print files to Harrow & Plum
361 oliver call in positive 35m | Oliver has the shop now. Asked about delivery rules for 20 minutes; he has a map
    with pins.
340 oliver+priya meeting positive 50m | Shop opens. First order: Oliver's mother, two crates, express.
> 2 payment | Second invoice to Harrow & Plum
338 harriet email out | Invoice, part two | 1,800 pounds, fourteen days.
326 harriet email in positive | Paid, and a question | Paid. The question is whether I like marrow. Nobody knows yet.
271 oliver call in negative 22m | Glass broke in a van and the shop sent cheerful e-mails about it. Wrong template.
    Mine.
> 1 call | Tell Oliver what went wrong with the cheerful e-mails
270 oliver call out positive 15m | Mended and said sorry to six customers by name. Four wrote back to comfort me.
222 priya call in positive 30m | Voice note from the 8:14 to Paddington: a calendar with twelve jams. There are nine
    jams.
200 harriet meeting positive 55m | Retainer: one day a month. She calls it "the jam budget".
> 3 email | Send Harriet the retainer
137 priya email in positive | Calendar sold out | Three months are marmalade. Nobody complained.
96 harriet call in neutral 30m | A supermarket rang her. She wants to sleep on it; I said: on both sides.
71 priya message in neutral | Sent from a tunnel. I heard "font", "urgent" and a whistle.
30 oliver call out positive 20m | Delivery to the islands works. Oliver moved a pin.
19 harriet call in follow-up-agreed 35m | Turned the supermarket down. Wants a bigger shop instead: gift boxes.
    Promised her a number.
"""

KUCKUCK = """
460 anselm meeting in positive 20m 10:00 | Met at a conference, during the only talk that ended on time. He noticed too.
> 3 email | Write to Herr Vogtländer, with a numbered list
457 anselm email out | Seven points on your configurator | Numbered, as one does.
455 anselm email in proposal-requested | Re: Seven points on your configurator | Agreed to 1, 2, 4 to 7. Point 3 to be
    discussed.
449 anselm+katrin call positive 60m 9:00 | Point 3: may the cuckoo be purple? Katrin: yes. Anselm: in limited numbers.
442 anselm email out proposal-requested | Offer: clock configurator | 9,200 euros in four milestones.
436 anselm call in sale-closed 14m 9:00 | Accepted at 9:00. The call ended at 9:14 because it was planned until 9:15.
> 8 other | Sketch how one turns a cuckoo's volume down
420 katrin meeting positive 70m | Knob, slider or lever? Katrin's daughter chose the lever. So did the data.
398 anselm+katrin meeting positive 60m 9:00 | Milestone one. Nobody was late; there was cake, item 8 of the agenda.
> 1 payment | Milestone one to Kuckuck & Quarz
397 jurgen email out | Invoice: milestone one | 2,300 euros.
396 jurgen email in neutral | Re: Invoice: milestone one | One cent too many. Corrected invoice sent. I looked for it
    for an hour; it was there.
350 katrin call in positive 25m | Milestone two. Testers spent nine minutes listening to cuckoos. That is good.
311 anselm+katrin meeting positive 55m 9:00 | Live. The first purple cuckoo goes to Düsseldorf.
> 1 payment | Last milestone to Kuckuck & Quarz
309 jurgen email in positive | Paid | To the minute. I checked.
250 katrin call in negative 18m | The shop shows summer time, the clocks winter time. Of all the shops.
> 1 call | Tell Katrin the hour is right again
249 katrin call out positive 12m | Hour mended. She laughed; Anselm, it seems, did not.
203 anselm call out sale-closed 30m 9:00 | Retainer: three days a month, reviewed each quarter at 9:00.
140 katrin message in positive | A customer married under the purple cuckoo. Photograph attached. Volume: medium.
94 jurgen email in neutral | Purchase order numbers | From now on the invoice has their number in the second line.
    Second, not third.
61 katrin+yuki call positive 30m | Introduced Katrin to Yuki about animation. They speak the same half pixel.
22 katrin call in positive 20m | The quiet cuckoo outsells the loud one four to one. Neighbours everywhere are grateful.
7 anselm call out follow-up-agreed 30m 9:00 | Quarterly review. Wants the configurator in the shops, on a tablet.
    Agenda to follow, numbered.
"""

FJORD = """
334 soren email in proposal-requested | Hello from a hill | "We have 14 bicycles, 9 tours and a website from a cousin.
    Wind 11 m/s."
> 2 call | Call Søren between two hills
331 soren call out positive 30m | Heard wind, a sheep and a clear brief: booking in four taps, weather on every page.
325 soren email out proposal-requested | Offer: tours and bookings | 7,600 euros, weather included.
321 soren call in sale-closed 12m | Yes. The sheep agreed.
> 6 other | Book a tour in four taps, on paper
306 freja meeting positive 60m | Freja books a tour on my paper phone. Five taps. We found the one too many: "Are you
    sure?"
288 soren email out | Second draft | Four taps.
283 soren email in positive | Re: Second draft | "Rode with it to the lighthouse. It works with gloves."
262 soren+freja call positive 45m | Live. First booking: a family of six and a dog with its own helmet.
> 2 payment | Final invoice to Fjordpedal
260 soren email out | Final invoice | 3,800 euros, eight days.
254 soren email in positive | Paid. Wind 4 m/s | Photo of the sea, perfectly flat.
213 freja call in negative 20m | Tandems were booked as two bicycles. Two couples arrived, slightly divorced.
> 1 other | Make a tandem one bicycle for two
212 freja message out positive | A tandem is now one bicycle. Couples reunited; cake on me.
160 soren call in positive 25m | Wants winter tours. I ask who comes. "Swedes", he says.
101 freja email in neutral | Helmets | A field for helmet sizes. And one for the dog's.
66 soren+noor call positive 20m | Søren brought Noor into the call: yoga after the ride. She needs a page; he needs to
    stretch.
33 freja message in positive | "The booking page has not rung me for a week. I miss it a little."
14 soren call out proposal-requested 28m | Season pass for the locals. Offer wanted before the wind turns.
"""

LANTERN = """
88 dana+yuki meeting in positive 25m | After my talk: "We build an app that tells people to close it." I liked them at
    once.
> 3 email | Write to Dana while she remembers me
84 dana email out | The app that says goodbye | Three ideas, one of them silent.
80 dana email in positive | Re: The app that says goodbye | "The silent one. Can we talk?"
74 dana+miguel call positive 50m 18:00 | Miguel asked about budget in English and about doubts in Spanish.
60 yuki call positive 45m 18:30 | Two hours on one icon, in forty-five minutes. The frog blinks now.
45 miguel call in positive 40m 18:00 | Scope: onboarding, six screens, one frog. Legal wants to meet the frog.
33 dana+miguel+yuki call proposal-requested 60m 18:00 | Asked for an offer. Biggest so far: 24,000 dollars. Álex says:
    do not whisper it.
> 6 email | Send Lanternfrog the offer, without whispering
27 dana email out proposal-requested | Offer: onboarding and one frog | 24,000 dollars, three parts, one frog.
16 miguel call in neutral 30m 18:00 | They compare with a studio of forty people. "They have forty people", I said,
    "you would get me."
11 yuki message in positive | "We vote for the frog." A small team, but a firm one.
5 miguel email in positive | References, please | Two clients who may be rung. Gave him Harriet and Anselm; he will
    hear both sides of time.
2 dana call in follow-up-agreed 25m 18:30 | Board meets next week. She wants to go through the offer once more, line
    by line, before that.
"""

MARE = """
484 joana email in proposal-requested | Olá from a warm oven | Three cafés in Lisbon, one menu, forty spellings of
    "pastel".
> 2 call | Call Joana about the forty spellings
480 joana call out positive 30m | One menu in three languages. She sang the Portuguese one.
472 joana call in sale-closed 15m | 3,100 euros. "And all you can eat", in writing.
451 joana visit positive 120m | Lisbon. I could, it turns out, eat seven.
> 6 delivery | Menus in three languages for Joana
430 joana email in positive | The menus | Up in all three cafés. One spelling left.
392 joana email out | Invoice: menus | 1,550 euros, thirty days.
365 joana call out no-answer | Invoice overdue. Rang; oven hours.
360 joana call in positive 20m | She had paid, to my old account. Found it. We both blamed the oven.
280 joana+rui call neutral 30m | Her nephew takes the website over. He asked the right questions, so I gave him
    everything.
> 2 email | Hand the passwords over to Rui, properly
240 rui email in positive | Two questions | Both good. Answered both.
175 rui message in positive | His first redesign. Told him what I would keep: nearly all of it.
110 joana letter in positive | The lighthouse postcard. "Still one spelling."
"""

LEADS = """
52 margarita meeting in positive 30m | After the workshop. Her podcast is about long lunches; she had not eaten.
    Neither had I, by the end.
> 3 email | Escribir a Margarita con dos ideas de portada
46 margarita email out | Dos ideas de portada | Un mantel y una silla vacía. La silla es mejor.
28 margarita call in follow-up-agreed 180m | Tres horas. Le gusta la silla. Del dinero hablamos "a los postres"; no
    hubo postres.
40 hassan email in proposal-requested | Plates | "I make plates. People want to buy them from far away. Is this wise?"
> 2 call | Call Hassan about wisdom and plates
37 hassan call out positive 40m | Broken plates are his fear. Oliver knows about glass; I will ask him how he packs.
24 hassan visit positive 75m | Workshop in Manises. Everything is blue and nothing is quite round. Wonderful.
6 hassan call in proposal-requested 20m | Wants a small shop: twelve pieces, one price list. Offer until next week.
36 tom email in positive | Six rooms and a pencil | "Harriet says you can replace a pencil."
29 tom call out neutral 35m | He books in pencil because guests change their minds. Fair point. The eraser is the
    feature.
9 tom call in follow-up-agreed 20m | Wants to see how a guest changes a booking. Show him, with an eraser in it.
30 noor call out positive 30m | First talk alone. Long silences, all of them useful.
18 noor email out | A page for your classes | Timetable, prices, one photograph, no lotus.
4 noor email in positive | Re: A page for your classes | "Thank you for the missing lotus. May I think a while?"
"""

PRESS = """
380 nerea email in positive | Un reportaje sobre tu mesa | Quieren fotografiar la mesa de trabajo "tal cual está".
> 2 other | Desordenar la mesa con naturalidad
372 nerea+lola visit positive 90m | Lola fotografía la mesa. Nerea mueve una taza: "así parece que piensas".
350 iker call in neutral 45m | Entrevista. Me pregunta por qué hago esto. Me llama al día siguiente para la respuesta.
300 iker email in positive | Publicado | Cuatro páginas. La taza sale muy bien.
255 elena call in positive 20m | Radio local: diez minutos sobre rótulos de barrio.
250 elena meeting positive 30m | Grabado. Mencioné a Fermina dos veces. Carmen, encantada.
180 nerea email out | Propuesta: etiquetas con un ojo | La historia del cuervo, con fotos de Lola.
121 iker call in neutral 25m | Reportaje sobre tiendas pequeñas. Le paso a Marta y a Inés; Comillas no concede
    entrevistas.
100 elena email in positive | Segunda vuelta | Quiere volver a hablar de rótulos. Le debo una lista.
45 iker email in positive | Las citas | Me manda mis frases antes de publicarlas. Sueno más listo.
40 nerea email in follow-up-agreed | El próximo número | Texto de 300 palabras sobre "lo que no se ve". Fecha: ya la
    dirá.
"""

STORIES = (PLUM, KUCKUCK, FJORD, LANTERN, MARE, LEADS, PRESS)
