"""Men and women: by title, calling or given name, as far as these tell."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from quizapp.domain.fact import Person
from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.name_forms import fold, word_set


class Sex(StrEnum):
    WOMAN = "woman"
    MAN = "man"
    UNKNOWN = ""


_LADIES = word_set(
    """
    queen empress tsarina tsaritsa czarina princess duchess archduchess grand-duchess countess
    baroness marchioness marquise viscountess dowager maharani rani begum sultana infanta dauphine
    madame mademoiselle mrs ms miss lady dame signora senora frau nun abbess prioress sister mother
    wife widow daughter niece aunt grandmother granddaughter stepdaughter stepmother heiress bride
    mistress woman girl actress poetess priestess prophetess governess hostess heroine suffragette
    landlady midwife
    """
)
_LORDS = word_set(
    """
    king emperor kaiser tsar czar sultan shah shogun mikado caliph emir khan prince duke archduke
    earl count baron marquis marquess viscount lord sir mr monsieur herr signor don señor pope
    cardinal bishop archbishop abbot friar monk priest imam rabbi brother father husband widower son
    nephew uncle grandfather grandson stepson man boy gentleman statesman nobleman businessman
    clergyman bridegroom groom dauphin infante pharaoh
    """
)
_WOMEN = word_set(
    """
    abigail adelaide agnes agnieszka agrippina aleksandra alexandra alessandra alice alicia alix
    amalia amelia anastasia anastasiya angela anna anne ann annie ana hannah anya antonina antonia
    antoinette barbara varvara beatrice bertha blanche bridget caroline carolina catherine
    katherine ekaterina yekaterina katarzyna caterina catalina kathleen kate katharina cecilia
    charlotte christina kristina christine christiane clara klara claire clarissa claudia klavdia
    cleopatra clotilde constance cornelia deborah diana dolores dorothea dorothy dorothee edith edna
    eleanor eleonora eleonore leonor elena helen helena helene yelena olena ilona ellen elizabeth
    elisabeth elizaveta yelizaveta isabel isabella isabelle elisa eliza elzbieta elsa else bess
    emilia emily emma emmeline esther ethel eugenia eugenie evgenia yevgenia eva eve evita fanny
    fannie fatima fiona florence francesca françoise francoise frances fulvia gabrielle gertrude
    giovanna giuliana golda grace gwendolyn harriet heather henrietta henriette hermione ida indira
    ines inessa ingrid irene irina isadora jane janet jeanne jennifer jessica jill joan johanna
    joanna josephine jovanka joyce juana judith julia julie juliana julianne giulia yulia karen
    larissa laura leonora linda livia louise louisa luisa luise lucia lucie lucrezia lucy lyudmila
    ludmila lydia lidia magdalena madeleine manuela margaret marguerite margarita margherita
    margarete greta maria mary marie mariya marya miriam mariam maryam marianne mariana martha marta
    marfa matilda mathilde maud maureen mercy mildred nadezhda nadia nancy natalia nathalie
    natalya nellie nina octavia olga helga olympe olympia olympias pamela patricia paula pauline
    paulina penelope philippa phyllis policarpa rachel rebecca renee rosa rosalia rosalie rosalind
    rose rosemary roxana ruth sally sandra sarah sara sharon sheila sofia sofya sophia sophie stella
    susan susanna suzanne svetlana sylvia tatiana tatyana theodora theresa teresa therese urraca
    ursula valentina vera victoria victoire violet virginia wanda wilhelmina winifred xenia
    yevdokia evdokia zenobia zinaida zoe zoya
    hatshepsut nefertiti nefertari sobekneferu boudica boudicca gytha elfrida ethelfleda aelfgifu
    """
)
# Men's in one land, women's in another; and names of both.
_OF_BOTH = word_set(
    """
    alex alexis andrea camille carol claude dominique evelyn gabriele hillary jan jean joan kim
    leslie marion michele nicola nikita
    robin sasha simone valentine valery vivian
    """
)
_HEAD = re.compile(r"\b(?:of|to|in|at|for|by|from|with|who|whom)\b")


def sex_of_word(noun: str) -> Sex:
    """Of a title or a noun of people: "queen", "husband"."""
    word = noun.lower()
    if word in _LADIES:
        return Sex.WOMAN
    return Sex.MAN if word in _LORDS else Sex.UNKNOWN


@lru_cache(maxsize=20_000)
def sex_of(person: Person) -> Sex:
    """By title and calling first, then by the given name."""
    words = fold(person.name).split()
    for said in (words[0] if len(words) > 1 else "", *(_calling(role) for role in person.roles)):
        found = sex_of_word(said)
        if found is not Sex.UNKNOWN:
            return found
    forms = [words, *(fold(alias).split() for alias in person.aliases)]
    if len(words) == 1 or any(form[-1:] == fold(person.surname).split()[-1:] for form in forms):
        forms = [form for form in forms if len(form) > 1] or [words]
    givens = {form[0] for form in forms if form}
    if givens & _OF_BOTH:
        return Sex.WOMAN if givens & (_WOMEN - _OF_BOTH) else Sex.UNKNOWN
    if givens & _WOMEN:
        return Sex.WOMAN
    return Sex.MAN if givens & GIVEN_NAMES else Sex.UNKNOWN


def is_woman(person: Person) -> bool:
    return sex_of(person) is Sex.WOMAN


def may_be(sex: Sex, pronoun: str) -> bool:
    """Whether a pronoun may stand for somebody of that sex: "she" wants to know that she is one."""
    if pronoun in ("she", "her", "hers"):
        return sex is Sex.WOMAN
    return sex is not Sex.WOMAN


def sex_of_role(role: str | None) -> Sex:
    return sex_of_word(_calling(role)) if role else Sex.UNKNOWN


def _calling(role: str) -> str:
    """The noun that a role is built on: "widow" of "young widow of the king"."""
    words = _HEAD.split(role.lower())[0].split()
    return words[-1] if words else ""
