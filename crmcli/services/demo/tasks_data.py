"""What is promised in the sample business: the agenda around today, and what repeats, as tables of text.

A row: when, who, what and how | title | note. `when` counts working days from today: -3 is three ago, +2 two ahead;
`today` is today whatever day it is, `someday` has no date. A dash stands for nobody.
"""

OPEN = """
-9 elena email low | List of signs for Elena | The neon chicken first.
-6 margarita follow-up | Margarita: money talk | Before dessert, this time.
-4 harriet email high | Price of the gift boxes | She turned a supermarket down for this.
-2 begona delivery high 17:00 | Label proofs: Parpadeo | They bottle next week.
-1 rosa other | Find the petrol receipt | Try the other coat.
today nube payment | Renew the server | Sergio sent a reminder. No haiku yet.
today encarna call 19:30 r15 | Llamar a Tía Encarna | She will ask whether I eat. The answer is yes.
today - other low | Clear the desk before it clears itself |
+1 dana email 17:00 r30 | Line by line with Dana | No whispering. 24,000.
+1 carmen follow-up | Presupuesto pan diario | "Pan de cada día": de los que se leen de pie.
+1 soren call 15:30 r10 | Call Søren: season pass | If wind: shout.
+2 hassan email | Offer for twelve plates | Ask Oliver how he packs glass.
+7 - other low | Close the shop window with eleven open tabs |
+3 anselm email high | Numbered agenda, tablet | 9 points at most; he counts.
+4 noor follow-up | Ask Noor, gently | The silence may be a yes.
+5 tom meeting 10:30-11:15 r15 | Show Tom the eraser | A guest changes the dates, and nothing tears.
+6 amparo delivery r1440 | Tram party programme | Cuatro ratos, no dos.
+6 nerea email | 300 words for Nerea | On what one does not see.
+8 teo follow-up | Ask Teo about tickets |
+9 vicent other | 64 captions for Vicent | In 61 somebody is late.
+12 lluis visit 10:00-12:00 | Scan the pattern book | Cotton gloves.
+20 oliver call | Ask Oliver: islands? |
someday - other low | Redo my own website (the shoemaker walks barefoot) |
someday chiara other low | Use Chiara's new A | Everywhere. She will check.
"""

WORKING_TODAY = """
today marta meeting 12:00-13:00 high r15 | Gift wrap at checkout | Bring the version that does not
    look like a bank.
today sergio call 10:30 r10 | Second certificate? |
today paco delivery | Tell Paco: paper chosen | In writing, to Desi.
+1 pilar meeting 9:30-10:30 r30 | Second clinic, in Dénia | Do not say that I sail.
+2 miguel meeting 18:00-19:00 r15 | Lanternfrog's questions | Before the board meets.
+3 ines meeting 11:00-12:30 | Mugs and Comillas |
"""
"""Also there on a working day."""

QUIET_TODAY = """
today carmen other low | Sketch Fermina's bag | Three ideas, on the sofa.
+1 marta meeting 12:00-13:00 high r15 | Gift wrap at checkout | Bring the version that does not
    look like a bank.
+1 paco delivery | Tell Paco: paper chosen | In writing, to Desi.
+2 pilar meeting 9:30-10:30 r30 | Second clinic, in Dénia | Do not say that I sail.
+3 miguel meeting 18:00-19:00 r15 | Lanternfrog's questions | Before the board meets.
+4 ines meeting 11:00-12:30 | Mugs and Comillas |
"""
"""Also there on a Saturday, a Sunday or a holiday: who would call Sergio then?"""

CALLED_OFF = """
-31 rui meeting 16:00-17:00 | Show Rui the server | He had found everything already.
-17 ramon visit | See the moving raven | There is none. Nobody is sad.
"""

REPEATED = """
month:-1 - payment high | Send the monthly invoices | Kuckuck: their number in the second line. Second, not third.
quarter:20 rosa payment high | IVA with Rosa | Before she calls.
week:FR - other | Friday hour: backups, receipts, ficus |
"""
"""The day of the month, of the first month of the quarter or of the week on which it is due, and so on for ever."""

ROUNDS_DONE = {"month": 8, "quarter": 3, "week": 6}
"""How often each was done before."""
