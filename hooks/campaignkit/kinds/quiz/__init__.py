"""知识竞赛：a bank of questions, papers drawn from it, a self-test and the night of the contest."""

from pathlib import Path

from campaignkit.kinds.facets import FacetField, as_listed
from campaignkit.kinds.figures import FigureField
from campaignkit.kinds.kind import Collection, ExtraPage, Kind
from campaignkit.kinds.quiz.answers import answer_of_cell
from campaignkit.kinds.quiz.card import question_card
from campaignkit.kinds.quiz.model import BankQuestion, KnowledgeQuiz
from campaignkit.kinds.quiz.night import NIGHT
from campaignkit.kinds.quiz.pages import (
    book,
    local,
    paper_answers,
    papers,
    self_test,
    structured,
)
from campaignkit.kinds.quiz.rules import (
    answer_in_options,
    duplicate_prompt,
    options_by_type,
    options_differ,
    paper_fill,
    question_source,
)
from campaignkit.kinds.record_form import RecordForm
from campaignkit.model.rule import Rule

QUIZ = Kind(
    name="quiz",
    title="知识竞赛",
    icon="material/help-box-multiple-outline",
    model=KnowledgeQuiz,
    folder=Path(__file__).parent,
    rules=(
        Rule(options_by_type.ID, each=options_by_type.each),
        Rule(options_differ.ID, each=options_differ.each),
        Rule(answer_in_options.ID, each=answer_in_options.each),
        Rule(question_source.ID, each=question_source.each),
        Rule(duplicate_prompt.ID, whole=duplicate_prompt.whole),
        Rule(paper_fill.ID, whole=paper_fill.whole),
    ),
    local=local,
    hall=NIGHT,
    figures=(
        FigureField("questions", "topic", "各分类的题目", "题", as_listed),
        FigureField("questions", "type", "各题型的题目", "题"),
    ),
    extra_pages=(
        ExtraPage("self_test.html.j2", self_test, search="title", assets=("quiz.css", "quiz.js")),
        ExtraPage("book.html.j2", book, search="title", assets=("quiz.css",)),
        ExtraPage("paper.html.j2", papers, search="title", assets=("quiz.css",)),
        ExtraPage("paper_answers.html.j2", paper_answers, search="none", assets=("quiz.css",)),
    ),
    collections=(
        Collection(
            name="questions",
            title="题库",
            noun="题目",
            model=BankQuestion,
            card=question_card,
            structured=structured,
            list_file="questions.yml",
            not_judged="题库里是题目，没有答卷：按印出来的试卷和答案阅卷，"
            "名次写进竞赛（competition）的成绩",
            form=RecordForm(
                synonyms={
                    "prompt": ("题目", "题目内容", "问题"),
                    "answer": ("正确答案", "标准答案", "参考答案"),
                    "topic": ("分类", "类别", "知识点"),
                },
                readers={"answer": answer_of_cell},
                pictures="picture",
            ),
            facets=(
                FacetField("topic", "分类", as_listed),
                FacetField("type", "题型"),
                FacetField("difficulty", "难度", as_listed),
            ),
        ),
    ),
)
