"""Whether "he" or "she" can mean a person: by title, else by a given name that is common enough to tell.

Where neither tells, both can. Names that women and men share ("Kim", "Andrea") are left out.
"""

from __future__ import annotations

__all__ = ["FEMININE", "MASCULINE", "agrees"]

FEMININE = frozenset({"she", "her", "hers", "herself"})
MASCULINE = frozenset({"he", "him", "his", "himself"})

_WOMEN = frozenset(
    """adriana agnes agnès aisha alexandra alicia alina amal amelia amina amna ana anastasia angela
    anita ann anna annalena anne annegret annika ayesha barbara beata beatrice benazir bettina
    birgit bridget carla carmen carolina caroline carrie catherine cecilia charlotte chloe christina
    christine claudia condoleezza corina cristina dalia daniela danielle deborah delcy diana dilma
    dina dora dorothy edith ekaterina elena eleni eliza elizabeth ellen elsa emily emma erica erika
    ernestine esther eugenia eva fatima fatou federica fiona florence frances francesca gabriela
    georgia gina giorgia gloria grace greta gro hadja hannah harriet hasina heather heidi helen
    helena helene helga helle hillary hina ida ilana inga ingrid irina isabel isabella ivana jacinda
    jane janet jeanine jeanne jennifer jessica joan joanna josephine joyce judith julia julie kaja
    kamala karen karin katarina katherine kathleen katrin katrín keiko kersti khaleda khalida
    kolinda kristalina kristina latifa laura layla leila lilian liliana linda lisa liz loretta
    louise lucia lucy lyudmila madeleine magdalena maia marcela margaret margarita margot margrethe
    maria mariam marija marina marine marta martha mary maryam matilda megawati melania melanie
    mette michelle mina mirjana mona monica nadezhda nadia naledi nancy natalia natasha nathalie
    nicola nikki nina nirmala nkosazana noura olena olga patricia paula penelope penny pia pratibha
    priti rachel ramona rania rebecca regina rita roberta rosa rosalía rosario roza ruth sabine
    sahle-work salome samantha sandra sanna sara sarah sheikha sheila shirin sigrid simone sofia
    sonia sonja sophia sophie stella sultana susan suzan svetlana sviatlana sylvia sylvie tansu
    tarja tatiana teresa thandi theresa tzipi ursula valentina vanessa vera veronica victoria vigdís
    viktoria violeta wendy xiomara yevgenia yingluck yulia yvette yvonne zainab zuzana""".split()
)
_MEN = frozenset(
    """abbas abdel abdelaziz abdul abdulla abdullah abraham adam adel adil ahmad ahmed alain alan
    albert alberto alejandro aleksandar aleksandr alexander alexei alfonso ali alvaro amir anatoly
    anders andrei andrew andrzej andrés anthony antonio antony antónio arif armen arthur ashraf asif
    atif barack bashar ben benjamin benny bernard bill bogdan boris boyko brian bruno carl carlos
    cesar charles chris christian christopher claude colin cyril daniel david denis dennis didier
    diego dmitri dmitry dominic dominik donald douglas edgars edward ehud emil emmanuel emmerson
    enrique eric ernesto evo faisal felipe fernando fidel francisco francois frank franz françois
    fred frederik fumio félix gabriel gebran george gerhard gianni gilles giorgi giovanni giuseppe
    gordon greg gustavo haider hamid hans hassan heiko henrik henry herman hosni hossein howard hugo
    hussein ian ibrahim igor ilham ilie imran ismail ivan ivo jack jacob jacques jaime jair jake
    jakob jamal james jan janez javad javier jean jeff jens jeremy jim jiri joe johan johannes john
    jorge jose josep joseph josé juan julio justin jüri kais karim karl kassym-jomart keir keith
    kevin khalid khalifa klaus konstantin kyriakos larry lech leonid lloyd louis lucas luis luiz
    lyndon mahathir mahmoud mahmud malcolm manuel marcelo marcin marco marcos marek mario mark
    martin masoud mateusz matteo mauricio max michael michel miguel mike mikhail milo miloš mohamed
    mohammad mohammed moussa muhammad muhammadu muhammed mustafa narendra nawaz nayib nelson nicolas
    nicolás nikol nikolai nikos nouri olaf oleg olivier omar oscar otto paolo pascal patrice patrick
    paul pavel pedro peter petr petro philip philippe pierre qasem rafael rajiv ram raul raúl recep
    reuven ricardo richard rishi robert roberto rodrigo roman ronald saad saddam salman salva sauli
    scott sebastian sebastián serge sergei sergey shavkat shigeru shinzo silvio simon stefan stephen
    steven syed tamim thomas tim tom tomas tony umaro vaclav viktor vincent vladimir vojislav
    volodymyr vyacheslav werner william winston wladyslaw wolfgang xavier yair yasser yitzhak
    yoshihide yoweri yukio yuri yves zine""".split()
)
_WOMENS = frozenset(
    """baroness businesswoman chairwoman congresswoman dame duchess empress lady madam madame miss mrs
    ms princess queen sheikha spokeswoman stateswoman""".split()
)
_MENS = frozenset(
    """baron businessman chairman congressman duke emir emperor king lord mr pope prince shah sheikh
    sir spokesman statesman sultan""".split()
)


def agrees(pronoun: str, name: str, titles: frozenset[str]) -> bool:
    """Can the pronoun (in lower case) mean the person of this name with these title words (lemmas)?"""
    if pronoun not in FEMININE | MASCULINE:
        return True
    said = {t.lower().strip(".") for t in titles}
    given = name.lower().split()[:1]
    woman = bool(said & _WOMENS) or (not said & _MENS and any(g in _WOMEN for g in given))
    man = bool(said & _MENS) or (not said & _WOMENS and any(g in _MEN for g in given))
    if woman == man:
        return True
    return woman if pronoun in FEMININE else man
