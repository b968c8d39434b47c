"""What is promised in the sample business: the agenda around today, and what repeats, as tables of text.

A row: when, who, what and how | title | note. `when` counts working days from today: -3 is three ago, +2 two ahead;
`today` is today whatever day it is, `someday` has no date. A dash stands for nobody.
"""

OPEN = """
-9 elena email low | List of shop signs for Elena | The neon chicken first.
-6 margarita follow-up | Margarita: talk about money before dessert |
-4 harriet email high | Gift boxes: send Harriet a number | She turned a supermarket down for this.
-2 begona delivery high 17:00 | Label proofs of "Parpadeo" to Begoña | They bottle next week.
-1 rosa other | Find the petrol receipt for Rosa | Try the other coat.
today nube payment | Renew the server at Nube Baja |
today encarna call 19:30 r15 | Llamar a Tía Encarna | She will ask whether I eat. The answer is yes.
today - other low | Clear the desk before it clears itself |
+1 dana email 12:00 r30 | Dana: offer line by line, last reading | No whispering. 24,000.
+1 carmen follow-up | Presupuesto "Pan de cada día" a Carmen | De los que se leen de pie.
+1 soren call 15:30 r10 | Call Søren about the season pass | If wind: shout.
+2 hassan email | Offer for Hassan's twelve plates | Ask Oliver how he packs glass.
+2 - other low | Close the shop window with eleven open tabs |
+3 anselm email high | Numbered agenda for the tablet configurator | 9 points at most; he counts.
+3 noor follow-up | Ask Noor what she thinks, after her Thursday |
+4 tom meeting 10:30-11:15 r15 | Show Tom a booking with an eraser in it |
+5 amparo delivery r1440 | Programme for the tram party | Cuatro ratos, no dos.
+6 nerea email | 300 words for Nerea on what one does not see |
+8 teo follow-up | Ask Teo whether tickets are still an idea |
+9 vicent other | 64 captions for Vicent |
+12 lluis visit 10:00-12:00 | Scan the pattern book with Lluís | Cotton gloves.
+20 oliver call | Ask Oliver about the islands |
someday - other low | Redo my own website (the shoemaker walks barefoot) |
someday chiara other low | Use Chiara's new A everywhere |
"""

WORKING_TODAY = """
today marta meeting 12:00-13:00 high r15 | Gift wrapping at the checkout, with Marta | Bring the version that does not
    look like a bank.
today sergio call 10:30 r10 | Ask Sergio about the second certificate |
today paco delivery | Paper chosen: confirm it to Paco, in writing, to Desi |
+1 pilar meeting 9:30-10:30 r30 | Second clinic in Dénia, with the Dra. Ferrándiz | Do not say that I sail.
+2 miguel meeting 18:00-19:00 r15 | Lanternfrog: questions before the board meets |
+3 ines meeting 11:00-12:30 | Mugs, bags and Comillas at the bookshop |
"""
"""Also there on a working day."""

QUIET_TODAY = """
today carmen other low | Draw three ideas for Fermina's bread bag, on the sofa |
+1 marta meeting 12:00-13:00 high r15 | Gift wrapping at the checkout, with Marta | Bring the version that does not
    look like a bank.
+1 paco delivery | Paper chosen: confirm it to Paco, in writing, to Desi |
+2 pilar meeting 9:30-10:30 r30 | Second clinic in Dénia, with the Dra. Ferrándiz | Do not say that I sail.
+3 miguel meeting 18:00-19:00 r15 | Lanternfrog: questions before the board meets |
+4 ines meeting 11:00-12:30 | Mugs, bags and Comillas at the bookshop |
"""
"""Also there on a Saturday, a Sunday or a holiday: who would call Sergio then?"""

CALLED_OFF = """
-31 rui meeting 16:00-17:00 | Show Rui the old server | He had found everything already.
-17 ramon visit | See the moving raven | There is none. Nobody is sad.
"""

REPEATED = """
month:-1 - payment high | Send the monthly invoices | Kuckuck: their number in the second line. Second, not third.
quarter:20 rosa payment high | IVA: the quarter's return, with Rosa | Before she calls.
week:FR - other | Friday hour: backups, receipts, water the ficus |
"""
"""The day of the month, of the first month of the quarter or of the week on which it is due, and so on for ever."""

ROUNDS_DONE = {"month": 8, "quarter": 3, "week": 6}
"""How often each was done before."""
