#include "rules/mine.hpp"
#include "rules/written.hpp"
#include "support/pages.hpp"
#include "wording/phrase.hpp"

#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

using namespace bindery::codegen;

namespace {

const type text{type_kind::text, 0, "String", {}};
const type integer{type_kind::integer, 0, "Integer", {}};
const type texts{type_kind::text, 1, "Array of String", {}};

std::vector<rule> mined_from(const std::string& description, const type& of = text) {
    return mine_rules(of, description);
}

std::vector<rule> written_as(const std::string& cell_text, const type& of, report& said,
                             used_in side = used_in::requests) {
    return read_written_rules({"p", {}, {}}, {cell_text, {7, 11}}, of, side, said);
}

std::vector<rule> written_as(const std::string& cell_text, const type& of = text) {
    report said;
    auto rules = written_as(cell_text, of, said);
    REQUIRE_FALSE(said.failed());
    return rules;
}

std::vector<rule> only(rule one) {
    return {std::move(one)};
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("phrase: numbers in digits and words, alternatives, words that may be missing") {
    std::map<std::string, phrase_list, std::less<>> named;
    const auto number = [&](std::string_view phrase) -> std::optional<std::int64_t> {
        const wording said("Up to 1,000 Characters, or seven letters.");
        phrase_list list;
        list.add(phrase, named);
        const auto found = list.find(said);
        return found ? numbers_in(said, *found).front()->number : std::nullopt;
    };
    CHECK(number("up to # characters|bytes") == 1000);
    CHECK(number("or? # letters") == 7);
    CHECK(number("or _ letters") == 7);
    CHECK_FALSE(number("up to # bytes"));
}

TEST_CASE("words: a number of more digits than a number can have bounds nothing") {
    const wording said("At most 99999999999999999999, or 9223372036854775807.");
    CHECK_FALSE(said.words[2].number);
    CHECK(said.words[2].value);
    CHECK(said.words[5].number == 9223372036854775807);
    const auto is_bound = [](const rule& each) { return std::holds_alternative<length_rule>(each.what); };
    CHECK(std::ranges::none_of(mine_rules(text, "At most 99999999999999999999 characters."), is_bound));
}

TEST_CASE("phrase: a list that the tables do not have is an error, not an empty list") {
    CHECK_FALSE(list_named("most").empty());
    CHECK_THROWS_WITH(list_named("almost"), "no list of wordings is named [almost]");
}

TEST_CASE("mined length: stated limits") {
    CHECK(mined_from("It can contain up to 1,000 characters.") ==
          only({length_rule{{std::nullopt, 1000}, length_unit::characters}}));
    CHECK(mined_from("2 to 64 bytes in length.") == only({length_rule{{2, 64}, length_unit::bytes}}));
    CHECK(mined_from("Each tag can be up to 32 bytes in length.") ==
          only({length_rule{{std::nullopt, 32}, length_unit::bytes}, true}));
}

TEST_CASE("mined length: numbers that limit something else") {
    CHECK(mined_from("The file can contain up to 10 tracks.").empty());
    CHECK(mined_from("It can contain up to 10 characters.", integer).empty());
    CHECK(mined_from("Up to 20 tags are shown.").empty());
}

TEST_CASE("mined values: a list below its announcement") {
    CHECK(mined_from("State. Valid values:\n- A: first\n- B_2: second") == only({one_of_rule{{"A", "B_2"}}}));
    CHECK(mined_from("Operation. Value ranges from...to...\n• Abort: end it") == only({one_of_rule{{"Abort"}}}));
    CHECK(mined_from("Valid values:\n- 0: no\n- 1: yes", integer) == only({one_of_rule{{"0", "1"}}}));
}

TEST_CASE("mined values: a word between two lines of values is none, and one that is set off or explained is") {
    CHECK(mined_from("Valid values:\n\nab\n\nor\n\ncd") == only({one_of_rule{{"ab", "cd"}}}));
    CHECK(mined_from("Valid values:\n- `ab`\n- `or`") == only({one_of_rule{{"ab", "or"}}}));
    CHECK(mined_from("Valid values:\n- oc: Occitan\n- or: Odia") == only({one_of_rule{{"oc", "or"}}}));
}

TEST_CASE("mined values: what is no closed list") {
    CHECK(mined_from("State, such as:\n- A: first\n- B: second").empty());
    CHECK(mined_from("Valid values:\n- see the other page\n- B: second").empty());
    CHECK(mined_from("Valid values: those of the other page\n- A: first").empty());
    CHECK(mined_from("- A: first\n- B: second").empty());
    CHECK(mined_from("Valid values:").empty());
}

TEST_CASE("mined: null, disused, unit, deduplication, range") {
    CHECK(mined_from("Note: this field may return null, indicating nothing.") == only({nullable_rule{}}));
    CHECK(mined_from("It must not be null.").empty());
    CHECK(mined_from("Disused. Use Other.") == only({deprecated_rule{}}));
    CHECK(mined_from("Disused") == only({deprecated_rule{}}));
    CHECK(mined_from("The value X is deprecated.").empty());
    CHECK(mined_from("Deprecated values are refused.").empty());
    CHECK(mined_from("How long. Unit: ms.", integer) == only({unit_rule{"milliseconds"}}));
    CHECK(mined_from("Unit: MB/s", integer) == only({unit_rule{"MB/s"}}));
    CHECK(mined_from("The unit price.", integer).empty());
    CHECK(mined_from("Used for deduplication within the past three days.") == only({dedup_rule{3 * 86400}}));
    CHECK(mined_from("Used in the past three days.").empty());
    CHECK(mined_from("Value range: [1, 100].", integer) == only({range_rule{{1, 100}}}));
    CHECK(mined_from("Value range: [1, 100] for A, value range: [1, 5] for B.", integer).empty());
    CHECK(mined_from("Value range: [1, 100] and 200.", integer).empty());
}

TEST_CASE("written: every rule of the format") {
    CHECK(written_as("length at most 50") == only({length_rule{{std::nullopt, 50}, length_unit::characters}}));
    CHECK(written_as("length 1 to 64 bytes") == only({length_rule{{1, 64}, length_unit::bytes}}));
    CHECK(written_as("length 36") == only({length_rule{{36, 36}, length_unit::characters}}));
    CHECK(written_as("range -10 to 10", integer) == only({range_rule{{-10, 10}}}));
    CHECK(written_as("range at least 0", integer) == only({range_rule{{0, std::nullopt}}}));
    CHECK(written_as("items at most 16", texts) == only({items_rule{{std::nullopt, 16}}}));
    CHECK(written_as("one of `A`, `B; C`") == only({one_of_rule{{"A", "B; C"}}}));
    CHECK(written_as("default `20`", integer) == only({default_rule{"20"}}));
    CHECK(written_as("nullable") == only({nullable_rule{}}));
    CHECK(written_as("disused") == only({deprecated_rule{}}));
    CHECK(written_as("unit milliseconds", integer) == only({unit_rule{"milliseconds"}}));
    CHECK(written_as("unique for 7 days") == only({dedup_rule{604800}}));
    CHECK(written_as("each length at most 8; items 1 to 3", texts) ==
          std::vector<rule>{{length_rule{{std::nullopt, 8}, length_unit::characters}, true},
                            {items_rule{{1, 3}}, false}});
    CHECK(written_as("relaxed length at most 50") ==
          only({length_rule{{std::nullopt, 50}, length_unit::characters}, false, {}, true}));
    CHECK(written_as("relaxed each one of `A`", texts) == only({one_of_rule{{"A"}}, true, {}, true}));
    CHECK(written_as("").empty());
}

TEST_CASE("written: only requests are held to rules, so only theirs are relaxed") {
    report said;
    written_as("relaxed length at most 50", text, said, used_in::answers);
    REQUIRE(said.said().size() == 1);
    CHECK(said.said()[0].message ==
          "saw \"relaxed length at most 50\", expected the rule alone, since answers are held to none");
}

TEST_CASE("written: what is wrong is named at its place") {
    struct wrong {
        std::string cell;
        type of;
        std::string message;
    };
    const wrong cases[] = {
        {"nullable; lenght 5", text,
         "p:7:21: error: saw \"lenght 5\", expected length, range, items, one of, default, unit, unique for, nullable, "
         "disused, or one of them after each or relaxed"},
        {"length 5 to 1", text,
         "p:7:11: error: saw \"length 5 to 1\", expected length A to B, length at most B, or length at least A, then perhaps "
         "bytes"},
        {"range at most 99999999999999999999", integer,
         "p:7:11: error: saw \"range at most 99999999999999999999\", expected range A to B, range at most B, or range at "
         "least A"},
        {"one of A, B", text,
         "p:7:11: error: saw \"one of A, B\", expected one of `A`, `B`, with each value between backticks"},
        {"range 1 to 5", text,
         "p:7:11: error: saw \"range 1 to 5\" on a member of type String, expected Integer or Float"},
        {"items at most 5", integer,
         "p:7:11: error: saw \"items at most 5\" on a member of type Integer, expected a list"},
        {"relaxed nullable", text,
         "p:7:11: error: saw \"relaxed nullable\", expected relaxed length, range, items or one of"},
        {"length 1; length 2", text, "p:7:21: error: saw \"length 2\", expected one rule of a kind"},
        {"unique for a week", text,
         "p:7:11: error: saw \"unique for a week\", expected unique for N days, hours, minutes or seconds"},
    };
    for (const auto& each : cases) {
        report said;
        written_as(each.cell, each.of, said);
        REQUIRE(said.said().size() == 1);
        CHECK(to_string(diagnostic{severity::error, said.said()[0].where, said.said()[0].message, {}}) == each.message);
    }
}

TEST_CASE("labelled: paraphrases of one rule, in English and Chinese") {
    struct paraphrase {
        const char* type;
        const char* document;
        const char* stated;
    };
    const paraphrase all[] = {
        {"string", "Name. It must not be longer than 64 characters.",
         R"([{"kind":"length","max":64,"unit":"characters"}])"},
        {"String", "名称，长度不超过64个字符。", R"([{"kind":"length","max":64,"unit":"characters"}])"},
        {"string", "2 to 128 characters in length.", R"([{"kind":"length","min":2,"max":128,"unit":"characters"}])"},
        {"string", "The name must be 2\u201364 bytes long.", R"([{"kind":"length","min":2,"max":64,"unit":"bytes"}])"},
        {"list<string>", "Labels, at most 10 of them. Each label cannot exceed 16 characters.",
         R"([{"kind":"length","max":16,"unit":"characters","each":true},{"kind":"items","max":10}])"},
        {"Integer", "页码，取值范围：1~100，默认值：10。",
         R"([{"kind":"range","min":1,"max":100},{"kind":"default","value":10}])"},
        {"int64", "Port. Must be between 1 and 65,535.", R"([{"kind":"range","min":1,"max":65535}])"},
        {"float", "Opacity. Value range: (0, 1].", R"([{"kind":"range","min":0,"max":1,"exclusive_min":true}])"},
        {"uint64", "Width in px. Value range: 0 or [64, 1920].",
         R"([{"kind":"range_set","parts":[[0,0],[64,1920]]},{"kind":"unit","value":"pixels"}])"},
        {"string", "Mode. Possible values are `a`, `b` and `c`.", R"([{"kind":"one_of","values":["a","b","c"]}])"},
        {"string", "模式，取值：on（开启）、off（关闭）。", R"([{"kind":"one_of","values":["on","off"]}])"},
        {"Long", "Switch. 0: off; 1: on", R"([{"kind":"one_of","values":[0,1]}])"},
        {"string", "Codec, such as h264, h265.", "[]"},
        {"string", "Region. Valid values: ap-one, ap-two, and more.", "[]"},
        {"int64", "Limit. If not specified, 20 is used.", R"([{"kind":"default","value":20}])"},
        {"int64", "The default is the height of the source.", "[]"},
        {"bool", "Whether to wait. Default: false.", R"([{"kind":"default","value":false}])"},
        {"string", "This field has been deprecated. Use Name.", R"([{"kind":"deprecated"}])"},
        {"string", "The value a is deprecated.", "[]"},
        {"string", "该字段可能返回 null，表示取不到有效值。", R"([{"kind":"nullable"}])"},
        {"int64", "The duration, in milliseconds.", R"([{"kind":"unit","value":"milliseconds"}])"},
        {"string", "The file cannot exceed 5 MB.", "[]"},
        {"string", "The time range cannot exceed 31 days.", "[]"},
        {"string", "Valid values:. <li>lid: closed;</li>. <li>open: not closed.</li>",
         R"([{"kind":"one_of","values":["lid","open"]}])"},
        {"string", "Whether to whistle. Default: whistle. Valid values: true: it does; false: it does not",
         R"([{"kind":"one_of","values":["true","false"]},{"kind":"default","value":"whistle"}])"},
        {"int64", "Heat. Valid values: 1. low, 2. middle, 3. high.", R"([{"kind":"one_of","values":[1,2,3]}])"},
        {"int64", "The stove. 0: gas. 1: coal. 2: wood. Example value: 0.", R"([{"kind":"one_of","values":[0,1,2]}])"},
        {"uint64", "The tray that is shown. Example value: 1.", "[]"},
        {"uint64", "Time to boil in seconds. Defaults value: 300",
         R"([{"kind":"unit","value":"seconds"},{"kind":"default","value":300}])"},
        {"list<string>", "Teas. Values: MINT/BLACK/GREEN",
         R"([{"kind":"one_of","values":["MINT","BLACK","GREEN"],"each":true}])"},
        {"string", "Path of the recipe. Note: the file name in the path can have a maximum of 64 characters.", "[]"},
        {"string", "The note. It can contain up to 250 characters and is valid only if `Keep` is `1`.",
         R"([{"kind":"length","max":250,"unit":"characters"},{"kind":"conditional","text":"It can contain up to 250 characters and is valid only if Keep is 1"}])"},
        {"int64", "State 0: cold 1: warm 2: hot", R"([{"kind":"one_of","values":[0,1,2]}])"},
        {"int64", "Lid.\n-0 is open.\n-1 is closed.", R"([{"kind":"one_of","values":[0,1]}])"},
        {"int64", "Days of the week, 1-7, 1=Monday, 7=Sunday.", R"([{"kind":"range","min":1,"max":7}])"},
        {"int64", "Time to keep warm (unit: minutes). -1: for ever; 0: not at all.",
         R"([{"kind":"unit","value":"minutes"}])"},
        {"String", "The tray, in the JSON format:\n- **size**: its size. Valid values: S, M.\n- **name**: its name.",
         "[]"},
        {"String", "Cups. Valid values for the small kettle:\n- 1\n- 2\nValid values for the large one:\n- 8", "[]"},
        {"list<string>", "You must give at least one of Cups and Pots.", "[]"},
        {"int64", "Only 3 and 5 are supported.", R"([{"kind":"one_of","values":[3,5]}])"},
        {"int64", "Cups. Valid values: 1 (a small pot), 2 (a large one). For a third, set this value to `3`.", "[]"},
        {"string", "The heat, which can be `low` or `high`.", R"([{"kind":"one_of","values":["low","high"]}])"},
        {"string", "Way to brew. BY_HAND: poured slowly; BY_MACHINE: pressed\nNote: it may be null.",
         R"([{"kind":"one_of","values":["BY_HAND","BY_MACHINE"]},{"kind":"nullable"}])"},
        {"string", "Way to brew. NOTE: poured slowly; By hand: better", "[]"},
        {"string", "A deprecated parameter. It does nothing.", R"([{"kind":"deprecated"}])"},
        {"string", "If you do not set this parameter, the value of **Kettle** is used.", "[]"},
        {"string", "Strength. It is `mild` by default; from noon on it is `strong` by default.", "[]"},
        {"string", "Which teas. Valid values:\n- Green: green ones\n- Default: the house's own",
         R"([{"kind":"one_of","values":["Green","Default"]}])"},
        {"string", "<li>", "[]"},
        {"int64",
         "Up to 888888888888888888888888888888888 requests per second, in the last 8888888888888888888888.5 days.",
         "[]"},
    };
    for (const auto& each : all) {
        CAPTURE(each.document);
        CHECK(boost::json::serialize(labelled_rules(each.type, each.document)) == each.stated);
    }
}

TEST_SUITE_END();
