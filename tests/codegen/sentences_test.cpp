// Sentences of the kinds that descriptions are made of, in both languages: those that state a limit, and those that
// only look as if they did.

#include "rules/mine.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace bindery::codegen;

namespace {

const type text{type_kind::text, 0, "String", {}};
const type integer{type_kind::integer, 0, "Integer", {}};
const type texts{type_kind::text, 1, "Array of String", {}};

struct sentence {
    const type& of;
    std::string words;
    std::vector<rule> rules;
};

void check(const std::vector<sentence>& all) {
    for (const auto& each : all) {
        CAPTURE(each.words);
        CHECK(mine_rules(each.of, each.words) == each.rules);
    }
}

rule length(std::optional<std::int64_t> min, std::optional<std::int64_t> max) {
    return {length_rule{{min, max}, length_unit::characters}};
}
rule range(std::optional<std::int64_t> min, std::optional<std::int64_t> max) {
    return {range_rule{{min, max}}};
}
rule items(std::optional<std::int64_t> min, std::optional<std::int64_t> max) {
    return {items_rule{{min, max}}};
}
rule listed(std::vector<std::string> values) {
    return {one_of_rule{std::move(values)}};
}

constexpr std::nullopt_t open = std::nullopt;

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("sentences: limits of a length") {
    check({{text, "The name of a loaf, which cannot be longer than 16 characters.", {length(open, 16)}},
           {text, "Minimum length: 3. Maximum length: 63.", {length(3, 63)}},
           {text, "Length must be less than or equal to 64.", {length(open, 64)}},
           {text, "The label needs no less than 3 characters.", {length(3, open)}},
           {text, "名称，长度不少于 3 个字符。", {length(3, open)}},
           {text, "名称，至多 20 个字符。", {length(open, 20)}},
           {text, "长度不能小于 3，不能大于 63。", {length(3, 63)}},
           {text, "长度介于 2 和 32 之间。", {length(2, 32)}}});
}

TEST_CASE("sentences: limits of a value") {
    check({{integer, "An integer from 1 through 12.", {range(1, 12)}},
           {integer, "It must be larger than 0 and smaller than 100.", {range(1, 99)}},
           {integer, "0 ≤ value ≤ 100.", {range(0, 100)}},
           {integer, "The value must be 60 to 86400.", {range(60, 86400)}},
           {integer, "温度，介于 50 和 250 之间。", {range(50, 250)}},
           {integer, "必须为 60 到 86400 之间的整数。", {range(60, 86400)}},
           {integer, "不少于5，不超过60。", {range(5, 60)}},
           {integer, "取值为正整数。", {range(1, open)}},
           {integer, "至多 500。", {range(open, 500)}}});
}

TEST_CASE("sentences: numbers of elements, and listed values") {
    check({{texts, "The array can contain 1 to 5 items.", {items(1, 5)}},
           {texts, "Minimum number of 1 item. Maximum number of 10 items.", {items(1, 10)}},
           {texts, "烤盘列表，可指定 1~20 个。", {items(1, 20)}},
           {texts, "最多可指定 16 个标签。", {items(open, 16)}},
           {text, "The state, one of `Hot`, `Cold`.", {listed({"Hot", "Cold"})}},
           {text, "Can only be set to Fan or Grill.", {listed({"Fan", "Grill"})}},
           {text, "仅支持 Fan 和 Grill。", {listed({"Fan", "Grill"})}},
           {text, "The tray (deprecated, use TrayId).", {rule{deprecated_rule{}}}}});
}

TEST_CASE("sentences: advice, habits and examples limit nothing") {
    check({{text, "We recommend no more than 20 characters.", {}},
           {text, "The name, usually 10 to 20 characters.", {}},
           {text, "Names of up to 64 characters were allowed in the past.", {}},
           {text, "名称，建议不超过 20 个字符。", {}},
           {text, "标题最好在 20 个字符以内。", {}},
           {integer, "The heat, usually from 150 to 200.", {}},
           {integer, "温度，推荐 150~200。", {}},
           {integer, "账号的默认上限为 100。", {}},
           {texts, "A maximum of 10 entries is recommended.", {}},
           {texts, "You can query up to 20 jobs per day.", {}},
           {texts, "建议不超过 10 个。", {}}});
}

TEST_CASE("sentences: limits of something else, or in one case only") {
    check({{text, "The recipe, whose title must not exceed 64 characters.", {}},
           {text, "The prefix. The key of the object must not exceed 64 characters.", {}},
           {text, "When Mode is Custom, the length of this text cannot exceed 30 characters.", {}},
           {text, "JSON 字符串，其中 title 字段不超过 20 个字符。", {}},
           {integer, "The width. The height must not exceed 1080.", {}},
           {integer, "宽度。高度不能超过 1080。", {}},
           {integer, "结束时间，与开始时间的间隔不超过 30 天。", {}},
           {integer, "单个文件不超过 500 MB。", {}},
           {texts, "The trays of an oven, which holds up to 4.", {}},
           {texts, "每个标签最多 5 个值。", {}}});
}

TEST_SUITE_END();
