"""Given names of many ages and lands: with one of them before it, a capitalised word is a surname.

Variants of one name stand on one line: "Lev", "Leo" and "Leon" Trotsky may be the same man.
"""

# ruff: noqa: E501 - one group of variants a line

from __future__ import annotations

from quizapp.domain.fact import Person
from quizapp.facts.name_forms import fold, word_set

_WELL_KNOWN = 5  # mentions

_VARIANTS = """
abraham abram avraam ibrahim
adam adamo
adolf adolph adolphe adolfo
adrian hadrian
agnes agnieszka ines
albert alberto albrecht
aleksandr alexander alexandre alessandro alejandro aleksander alexandr oleksandr sandor sasha alex alec iskander
aleksandra alexandra alessandra
aleksei alexei alexey aleksey alexis alexius aleksy alejo oleksiy
alfonso alphonse alfons afonso alonso
alfred alfredo
alice alicia alix
ambrose ambrosio
anastasia anastasiya
anatoly anatoli anatolii anatole anatoliy
andrei andrey andrew andre andreas andres andrea andrzej andrii andriy anders andras ondrej
angela angelina
anna anne ann annie ana hannah anya
anton antony anthony antoine antonio antonin antoni antonius antal
antonina antonia antoinette
apollon apollo
archibald archie
arkady arkadi arkadii
arnold arnaud arnaldo
artem artyom artemy
arthur artur arturo
august avgust auguste augusto augustus augustin augustine
avel abel
barbara varvara
bartholomew bartolomeo bartolome
basil vasily vasili vasilii vasiliy vasyl vasil
benedict benedetto benoit benito
benjamin veniamin
bernard bernhard bernardo bernardino
bertrand
bogdan bohdan
boris borys
bruno
camille camilo camillo
carl karl charles carlos carlo karel karol carol charlie karoly
caroline carolina
casimir kazimierz kazimir
catherine katherine ekaterina yekaterina katarzyna caterina catalina kathleen kate katharina
cecil cecilia
cesare cesar
christian kristian
christina kristina christine christiane
christopher christophe cristobal cristoforo krzysztof kristof
clara klara claire
claude claudio claudius
clement clemens klement kliment klim clemente
conrad konrad
constantine konstantin constantin konstantinos
cornelius cornelis cornelia
cyril kirill cyrus
cyrus
daniel daniil danilo danylo dan danny
david dawid davit dave
denis dennis dionysius dionisio
diego
dmitri dmitry dmitrii dmitriy dimitri dmytro demetrius dimitrios dimitar
dominic dominique domingo domenico dominik
donald
dorothea dorothy dorothée
douglas
duncan
edgar
edmund edmond edmundo
eduard edward edouard eduardo edvard eddie ted
edwin
egor yegor george georg georges georgi georgy georgii georgiy jorge giorgio jerzy yuri yury yurii iurii jiri giorgi gyorgy
eleanor eleonora eleonore leonor
elena helen helena helene yelena olena ilona ellen
eli elias elijah ilya ilia iliya ilja
elizabeth elisabeth elizaveta yelizaveta isabel isabella isabelle elisa eliza elzbieta elsa else bess
emil emile emilio emily emilia
emmanuel manuel emanuel
eric erik erich
ernest ernst ernesto
esther
eugene evgeny yevgeny evgeni evgenii yevgeni eugen eugenio yevhen eugenia eugenie evgenia yevgenia
eustace
eva eve
fanny fannie fanya
felix feliks
ferdinand fernando hernan ferdinando hernando
florence
francis frank franz francois francesco francisco franco franciszek ferenc frantisek francesca françois frances
frederick friedrich frederic fredrik federico fryderyk fritz fred frederik
fyodor fedor theodore theodor teodor theodoros teodoro feodor fjodor todor
gabriel gavriil gavril gabriele gabrielle
galileo
gaspard kaspar casper jasper
gennady gennadi
gerald gerard gerhard gerardo
gertrude
gilbert
giacomo james jacques jakob jacob yakov iakov jaime diego giacobbe jim iago jakub yaakov
gleb
godfrey gottfried geoffrey
grace
gregory grigory grigori grigorii grigoriy grigor gregor hryhoriy gregorio
gustav gustave gustaf gustavus gustavo
guy guido
harold harald
harriet
heinrich genrikh henry henri enrique enrico henrik henryk heinz harry hendrik
henrietta henriette
herbert heribert
herman hermann german armand
hiram
horace horatio orazio
hubert
hugh hugo hugues ugo
humphrey
ignatius ignacio ignaz ignacy ignat ignatz ignazio
igor ingvar
immanuel
innocent innokenty
irakli iraklii heraclius
shalva
sergo
akaki
nariman
vitovt vytautas
zakhar zachary
trofim
makar
savva
serafim
inessa
ostap
enver
talat
djemal cemal jamal
ismail ismael
mirza
shahpur
antanas
petras
vincas
karlis kārlis
emelian emelyan
rosalia
klavdia claudia
raisa
rem
yevdokia evdokia
irene irina
isaac isaak itzhak yitzhak
isaiah
ivan yan jānis john jean johann johannes jan juan giovanni joao jovan ioannes ioann jack janos yohan hans jaan joannes ion evan sean ian giovanna jens vanya yahya
jane joan jeanne johanna juana joanna janet jean
jason
jefferson
jeremiah jeremy
jerome ieronim geronimo jeronimo hieronymus
jesse
joachim joaquin
joel
jonas jonah iona yona
jonathan
joseph osip josef jose giuseppe iosif josip osip jozef joe jozsef yosef yusuf yosif josephus
josephine joséphine
joshua
judith
julia julie giulia yulia juliana giuliana
julian julien juliano
julius jules julio yuly giulio yuli
justin justinian
kemal kamal
lavr laurus
laura
lavrenty lawrence laurence laurent lorenzo lars lavrentiy lavrenti lavrentii
leon lev leo leonid leonard leonardo léon leonhard lew
leopold leopoldo
lewis louis ludwig luis luigi ludovico ludovic ludvik lajos ljudevit lodewijk ludwik
louise luise louisa luisa
luca luke lucas lukas lukasz luka
lucy lucia lucie
lyudmila ludmila
lydia lidia
magdalena madeleine
maksim maxim maxime maximilian maximilien maks max maksym massimo maximiliano
marcel marcello marcelo marcellus
marco mark marc marek marcus markus marcos mario marko marius
margaret marguerite margarita margherita margarete greta
maria mary marie mariya marya miriam mariam moll maryam
marianne mariana
martha marta marfa
martin marten martín martino marton
matilda mathilde maud
matthew matthias matteo mateo mathieu mateusz matvei matvey matyas matthieu
maurice moritz mauricio maurizio mavriky
mehmed mehmet muhammad mohammed mohammad mahomet muhammed mohamed
mustafa moustafa
michael mikhail michel miguel michele mihail michal mykhailo mihai mihaly mikael misha miklail
milan
moses moisei moisey moshe mose moishe musa
nadezhda nadia
napoleon
natalia nathalie natalya
nathan nathaniel
nestor
nicholas nikolai nikolay nicolas nicola niccolo nicolae nikola mykola niels nikolaus nikolaos nikolaj miklos nils klaus nick
nicolaus
nikita nicetas
nina
noah noe noy
norman
olaf olav olof
oleg
olga helga
oliver olivier oliverio
omar umar omer
oscar oskar
oswald osvaldo
otto otho
panteleimon
patrick patrice patricio padraig
paul pavel pablo paolo pal pavlo pawel paulo paulus
paula pauline paulina
pedro peter pyotr petr pierre pietro piero piotr petro petar peder petrus pieter
percy
philip filipp philipp philippe felipe filippo filip phil
prokofy prokopy
rachel
ralph raoul raul rudolph rudolf rodolfo
raphael rafael raffaele
raymond raimondo raimundo ramon
rebecca
reginald reynold
rene renee renatus
richard ricardo riccardo ryszard
robert roberto rupert ruprecht robin bob
roderick rodrigo rurik ruy
roger ruggero rogelio
roland rolando orlando
roman romain romano
rosa rose rosalind rosalia
rostislav
ruth
salvador salvatore
samuel samuil sam
sarah sara
sebastian sebastiano sebastien bastian
semyon semen simon simeon simone szymon symon simón
serge sergei sergey sergii sergius sergio sergiy serhiy
sigismund zygmunt siegmund
silvester sylvester
sofia sophia sophie sofya
solomon suleiman sulayman salomon
stanislav stanislaw stanislaus
stephen stefan stepan steven etienne esteban stefano istvan stephan stjepan steve
susan susanna suzanne
taras
tatiana tatyana
thaddeus tadeusz faddei
theresa teresa therese
thomas tomas tommaso foma tomasz tom tomás
tikhon
timothy timofei timofey
tobias
toussaint
ulysses ulrich
urban
vaclav wenceslas wenceslaus waclaw
valentin valentine valentina
valerian
valery valeri
vera
victor viktor vittorio vittore
victoria
vikenty vincent vicente vincenzo wincenty
virginia
vissarion
vitaly vitali
vladimir volodymyr wladimir waldemar vladimír valdemar
vladislav wladyslaw ladislaus ladislas laszlo wladislaw
voldemar
vsevolod
vyacheslav viacheslav
walter gualtiero wat
warren
werner
wilhelm william guillaume guillermo willem guglielmo vilhelm bill will vilmos wilhelmina
winston
wolfgang
woodrow
xavier javier
yaroslav jaroslav iaroslav
yefim efim
yemelyan emelyan
zachary zaccaria
zinaida
zoe zoya
ahmed ahmad akhmed ahmet
ali
hassan hasan
hussein husayn husain hossein
abdul abdullah abd abdallah
salah saladin
selim salim
osman othman uthman
murad
bayezid
raja rama
mohandas
jawaharlal
indira
rabindranath
subhas
akbar
hideki
isoroku
hirohito
tokugawa
toyotomi
emiliano
venustiano
pancho
porfirio
benigno
bernal
hernán
vasco
ferdinando
amerigo
fidel
augustino
salvadore
getulio
juscelino
kwame
jomo
julius
nelson
desmond
haile
patrice
gamal
anwar
golda
menachem
yasser
ruhollah
reza
zulfikar
aung
norodom
sukarno
ferdinand
syngman
chiang
gaius gaio
lucius
marcus
publius
quintus
titus
tiberius
sextus
gnaeus
aulus
decimus
servius
appius
manius
spurius
abigail
aaron
alan allan allen
alasdair alistair
alvin
amos
amelia
andrea
barack
barry
beatrice
bertha
brian
bridget
bruce
calvin
cameron
charlotte
chester
clarence
clarissa
clifford
clive
clyde
colin
craig
curtis
cuthbert
dean
deborah
dean
diana
dick
dwight
edith
edna
elbert
elmer
emma emmeline
enoch
erasmus
erwin
ethan
ethel
evelyn
ezra
fiona
franklin
gary
gilbert
giles
glenn
gordon
graham
grover
gwendolyn
hamilton
harvey
hector
heather
helmut
herbert
herschel
hillary
homer
howard
ingrid
irving
isadora
ivar
jay
jeff jeffrey
jennifer
jessica
jill
jimmy
josiah
joyce
julianne
karen
keith
kenneth
kevin
larry
leslie
linda
lionel
lloyd
lyndon
malcolm
marion
marshall
maureen
mercy
mildred
millard
milton
montgomery
mortimer
nancy
neil
nellie
neville
nigel
noam
octavia
oswin
pamela
patricia
penelope
perry
phyllis
pliny
quentin
ramsay
randolph
raymond
rex
rhys
ronald
rosemary
ross
roy
rufus
russell
rutherford
sally
sandra
scott
septimus
sharon
sheila
sidney sydney
silas
spencer
stanley
stella
stuart stewart
sylvia
terence
theobald
theodora
tristan
ursula
vernon
violet
wallace
wanda
wayne
wendell
wilbur
wilfred wilfrid
winifred
zachariah
zebulon
aemilius
agrippina
alcibiades
ambroise
anatol
armando
balthasar
blaise
cosimo
cosme
dolores
edda
emiliano
fausto
galeazzo
gaetano
gerolamo
gilles
girolamo
giuliano
goran
helmuth
hermione
honore
honoré
ioan
jovanka
jurgen
kurt
lazare lazar eliezer
leif
lothar
luther
magnus
manfred
maximus
miroslav
alvaro
aquiles
victoriano
eulalio
plutarco
lazaro
fridtjof
roald
hjalmar
helmer
sverre
feargus
daniele
cleopatra
aurelio
evaristo
nino
odo
ottavio
pascal
pepin
radovan
rainer
raimond
remy
ruben
sancho
siegfried
slobodan
svetlana
sven
tancred
thierry
tito
tomaso
torquato
umberto
vuk
yves
zeno
zoltan
béla
attila
árpád
imre
gyula
lajos
geza
mihály
tibor
"""

_GROUPS = tuple(
    tuple(fold(name) for name in line.split()) for line in _VARIANTS.strip().splitlines()
)

GIVEN_NAMES = frozenset(name for group in _GROUPS for name in group)

_GROUP_OF: dict[str, set[int]] = {}
for _number, _group in enumerate(_GROUPS):
    for _name in _group:
        _GROUP_OF.setdefault(_name, set()).add(_number)


# Of these nobody asks which is meant.
KNOWN_BY_IT = word_set("napoleon galileo michelangelo dante raphael rembrandt")

# Given names that are surnames as often: nobody is called by them but men of that family.
SURNAMES_TOO = word_set("""
    allen anthony antony arnold arthur barry benedict bruce carter clark clay clinton craig curtis
    dean douglas duncan francis frank franklin frederick gilbert glenn gordon
    graham grant hamilton harvey henry herbert howard hugh jackson james jefferson kennedy lewis
    lincoln luther marshall martin mirza nelson norman oliver oscar patrick paul
    ralph raymond roger russell scott stanley stephen stewart stuart thomas vincent
    wallace walter warren washington wayne wesley winston zeno
    """)


def is_first_name(person: Person) -> bool:
    """ "John", "Joseph": which of them? But one who is named all the time is well known."""
    rare = person.mentions < _WELL_KNOWN
    return rare and " " not in person.name and fold(person.name) in GIVEN_NAMES


def same_given_name(one: str, other: str) -> bool:
    """Whether two folded given names may name one person: equal, or variants (Lev, Leon)."""
    if one == other:
        return True
    return bool(_GROUP_OF.get(one, set()) & _GROUP_OF.get(other, set()))


# Family names that stand first: Mao Zedong, Deng Xiaoping, Tokugawa Ieyasu, Kim Il-sung.
FAMILY_NAMES_FIRST = word_set("""
    mao deng ito togo saito saigo okuma yamagata konoe tojo yamamoto zhou chou sun chiang jiang li lin liu wang zhang chang chen zhu chu peng hu xi ho
    ngo nguyen tran le vo pham kim park pak yi rhee yuan zhao hua ye qin han wu xu song
    cao cixi kang liang tokugawa oda toyotomi minamoto taira fujiwara ashikaga hojo saigo okubo
    pol aung bo hong feng ma yan tang cai lu gao guo he huang jia ren shi su tan wei wen xie yang
    yu zeng zheng
    abe asano enomoto eto fukuzawa goto hara hatta hayashi hirota honda inoue inukai itagaki
    ito iwakura katsu katsura kato kawakami kido kikuchi kimura kobayashi komura konishi kuroda
    maeda matsudaira matsukata mishima mori mutsu nagumo nakamura nogi okuma ota oyama saionji
    sakamoto sanjo sasaki sato shimazu suzuki takahashi takeda tanaka tani terauchi uesugi ueda
    watanabe yamada yamashita yamaguchi yoshida yoshino
    """)
