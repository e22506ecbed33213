"""A brief takes the library's profile for the type a project really is, and speaks of it in its own nouns."""

import pytest

from assistant.domain.draft import Request
from assistant.domain.fact import ProjectType, Understanding
from assistant.domain.pattern import IndicatorPattern, TypeProfile
from assistant.drafting.brief import Brief


class Shelf:
    """A library of two types and the general one."""

    def types(self):
        return ("会议培训", "动物防疫", "其他")

    def profile(self, name):
        return TypeProfile(name=name if name in self.types() else "其他")


def taken(project, *types, **more):
    request = Request(project=project, fiscal_year=2025, budget_wan=1, description="做好工作", **more)
    return Brief.of(request, Understanding(project_types=types), (), Shelf(), None).profile.name


ANIMALS = ProjectType(name="动物防疫", score=1.0, words=("动物防疫",))
TRAINING = ProjectType(name="会议培训", score=0.6, words=("培训",))


def test_what_a_name_ends_on_settles_the_type():
    assert taken("村级动物防疫员培训", ANIMALS, TRAINING) == "会议培训"
    assert taken("动物防疫", ANIMALS, TRAINING) == "动物防疫"


def test_a_type_nobody_is_sure_of_is_not_taken():
    assert taken("其他工作", ProjectType(name="动物防疫", score=0.1)) == "其他"


def test_the_type_the_request_names_goes_first():
    assert taken("村级动物防疫员培训", TRAINING, project_type="动物防疫") == "动物防疫"
    assert taken("村级动物防疫员培训", TRAINING, project_type="没有这一类") == "会议培训"


def test_a_department_takes_the_general_entries():
    assert taken("2025年部门整体支出", ANIMALS, kind="department") == "其他"


@pytest.mark.parametrize(
    ("project", "noun"),
    [
        ("2025年度节水宣传经费", "节水宣传"),
        ("档案库房改造（二期）项目", "档案库房改造"),
        ("2025年部门整体支出", "重点工作"),
        ("项目经费", "重点工作"),
    ],
)
def test_a_project_is_called_by_its_noun(brief, project, noun):
    assert brief(project=project).noun == noun


def test_a_word_is_not_said_twice_in_a_name(brief):
    price = IndicatorPattern(id="p", project_type="设备购置", level2="成本指标", name="{object}单位购置成本", comparator="≤")
    assert brief(project="显微镜购置").named(price) == "显微镜单位购置成本"


@pytest.mark.parametrize(
    ("project", "type_", "group"),
    [
        ("城区公厕改造", "房屋修缮", "市民"),
        ("教学楼维修", "房屋修缮", "师生"),
        ("仓库维修", "房屋修缮", "使用人员"),
        ("路灯维护", "其他", "市民"),
        ("机关保安", "物业服务", "办公人员"),
        ("老旧小区物业", "物业服务", "居民"),
    ],
)
def test_who_uses_a_place_follows_from_the_place(brief, project, type_, group):
    served = {"房屋修缮": "使用人员", "物业服务": "办公人员"}.get(type_)
    assert brief(project=project, profile=TypeProfile(name=type_, served=served)).group == group


def test_a_training_asks_those_trained_whoever_sent_them(brief):
    trained = TypeProfile(name="会议培训", served="参训学员")
    assert brief(project="企业负责人培训", profile=trained, groups=("企业",)).group == "参训学员"
    assert brief(project="企业走访", groups=("企业",)).group == "企业"
