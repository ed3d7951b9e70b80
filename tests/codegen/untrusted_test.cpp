// What pages and metadata hold is somebody else's: it leads nowhere, hides nothing, and costs no more than it is long.

#include "emit/emit.hpp"
#include "emit/layout.hpp"
#include "import/import.hpp"
#include "resolve/resolve.hpp"
#include "support/pages.hpp"
#include "support/scratch.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <sstream>

using namespace bindery::codegen;

namespace {

struct outcome {
    int code;
    std::string said;
};

outcome imported(const scratch& folder, const std::function<void(import_request&)>& change = {}) {
    import_request asked;
    asked.from = folder / "api.json";
    asked.out = folder / "out";
    if (change)
        change(asked);
    std::ostringstream said;
    const int code = import_metadata(asked, said, said);
    return {code, said.str()};
}

/// Metadata of one operation that takes two structures.
std::string metadata(const std::string& service, const std::string& version, const std::string& operation = "DoIt",
                     const std::string& one = "Box", const std::string& other = "Crate") {
    const auto structure = [](const std::string& name, const std::string& member) {
        return '"' + name + R"(": {"document": "", "usage": "in", "members": [{"name": ")" + member +
               R"(", "type": "string", "member": "string", "document": ""}]})";
    };
    const auto held = [](const std::string& name, const std::string& of) {
        return R"({"name": ")" + name + R"(", "type": "object", "member": ")" + of + R"(", "document": ""})";
    };
    return R"({"actions": {")" + operation + R"(": {"document": "", "input": "In", "output": "Out"}}, "objects": {)" +
           R"("In": {"members": [)" + held("A", one) + ", " + held("B", other) + R"(]}, "Out": {"members": []}, )" +
           structure(one, "X") + ", " + structure(other, "Y") + R"(}, "metadata": {"serviceShortName": ")" + service +
           R"(", "apiVersion": ")" + version + "\"}}";
}

std::vector<std::string> files_below(const fs::path& folder) {
    std::vector<std::string> all;
    std::error_code failure;
    for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
        if (!at->is_directory())
            all.push_back(at->path().lexically_relative(folder).generic_string());
    std::ranges::sort(all);
    return all;
}

std::string facts(const std::string& title) {
    return "# " + title +
           "\n\nDoes it.\n\n| Fact | Value |\n|-|-|\n| Provider | acme |\n| Service | kettle |\n"
           "| Version | 2024-02-29 |\n| Host | kettle.test |\n\n";
}

std::string with_row(const std::string& row) {
    return facts("Boil") + "## Input\n\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n" + row +
           "\n## Output\n\nNone.\n";
}

std::string emitted(const std::string& text) {
    auto page = resolve_text(text);
    require_complete(page.model, page.said);
    INFO(page.lines());
    REQUIRE_FALSE(page.said.failed());
    std::string all;
    for (const auto& each : emit(page.model, [](const std::string& path) { return path; }))
        all += each.text;
    return all;
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("import: no name of a service, version, operation or host leads out of the folder") {
    const std::string good = "2020-01-01";
    const std::string long_name(300, 'a');
    for (const auto& service : {std::string("../../../../escaped"), std::string("/tmp/escaped"), std::string(".."),
                                std::string("a/b"), std::string("a\\\\b"), std::string("a\\u0000b"), std::string("aux"),
                                std::string("Vod"), long_name, std::string("a\\nb")}) {
        const scratch folder;
        folder.put("in/api.json", metadata(service, good));
        const auto refused = imported(folder, [&](import_request& asked) {
            asked.from = folder / "in/api.json";
            asked.out = folder / "in/deep/er/out";
        });
        CHECK_MESSAGE(refused.code == exit_code::unreadable, service);
        CHECK_MESSAGE(refused.said.find("the service \"") != std::string::npos, refused.said);
        CHECK(files_below(folder / "") == std::vector<std::string>{"in/api.json"});
    }
    const scratch folder;
    folder.put("api.json", metadata("demo", "../../1"));
    CHECK(imported(folder).said.find("the version \"../../1\"") != std::string::npos);
    folder.put("api.json", metadata("demo", good));
    CHECK(imported(folder, [](import_request& asked) { asked.service = "../x"; }).code == exit_code::unreadable);
    CHECK(imported(folder, [](import_request& asked) { asked.host = "a\"; b"; }).code == exit_code::unreadable);
    folder.put("api.json", metadata("demo", good, long_name));
    CHECK(imported(folder).said.find("a name of at most 128 letters") != std::string::npos);
    folder.put("api.json", metadata("demo", good, "Do\\u0001It"));
    CHECK(imported(folder).code == exit_code::unreadable);
    CHECK(files_below(folder / "") == std::vector<std::string>{"api.json"});

    folder.put("api.json", metadata("demo", good, "../../DoIt", "../Box", "CON"));
    CHECK(imported(folder).code == exit_code::done);
    CHECK(files_below(folder / "out") ==
          std::vector<std::string>{"tencent/demo/v20200101.cmake", "tencent/demo/v20200101.hpp",
                                   "tencent/demo/v20200101/DoIt.hpp", "tencent/demo/v20200101/types/Box.hpp",
                                   "tencent/demo/v20200101/types/CON_2.hpp"});
}

TEST_CASE("import: two structures whose names are alike but for what no identifier may be stay two") {
    const scratch folder;
    folder.put("api.json", metadata("demo", "2020-01-01", "DoIt", "Box", "_Box"));
    REQUIRE(imported(folder).code == exit_code::done);
    const auto version = folder / "out/tencent/demo/v20200101";
    CHECK(contents((version / "types/Box.hpp").string()).find("struct Box {") != std::string::npos);
    CHECK(contents((version / "types/Box_.hpp").string()).find("struct Box_ {") != std::string::npos);
    const auto text = contents((version / "DoIt.hpp").string());
    CHECK(text.find("optional<Box> A{};") != std::string::npos);
    CHECK(text.find("optional<Box_> B{};") != std::string::npos);
}

TEST_CASE("import: operations that are bound one after the other stay in the header of all") {
    const scratch folder;
    auto text = metadata("demo", "2020-01-01");
    const std::string first = R"("actions": {)";
    text.insert(text.find(first) + first.size(), R"("Other": {"document": "", "input": "In", "output": "Out"}, )");
    folder.put("api.json", text);
    for (const auto* each : {"DoIt", "Other"})
        REQUIRE(imported(folder, [&](import_request& asked) { asked.operations = {each}; }).code == exit_code::done);
    const auto all = contents((folder / "out/tencent/demo/v20200101.hpp").string());
    CHECK(all.find("/DoIt.hpp\"") != std::string::npos);
    CHECK(all.find("/Other.hpp\"") != std::string::npos);
}

TEST_CASE("emit: a header carries no control character and nothing that turns the direction of writing") {
    const std::string hostile = "Reads \xE2\x80\xAEright\xE2\x81\xA6 to\a left, \x1B[31mred, \xC2\x9B"
                                "31m and\r int x;";
    const auto text = emitted(with_row("| Limit | String | no | one of `a\xE2\x80\xAE"
                                       "b` | " +
                                       hostile + " |\n"));
    for (std::size_t i = 0; i < text.size();) {
        const auto [value, size] = code_point_at_start(std::string_view(text).substr(i));
        CHECK_MESSAGE((value == '\n' || !is_control(value)), static_cast<unsigned>(value));
        i += size;
    }
    CHECK(text.find("/// Reads right to left") != std::string::npos);
    CHECK(text.find(R"(one_of<"a\342\200\256b">)") != std::string::npos); // the value itself is what the page says
    CHECK(literal("a\tb\n9") == R"("a\011b\0129")");
    CHECK(to_string(diagnostic{severity::note, {"p\n", {1, 1}}, "\x1B[2J\xE2\x80\xAE", {}}) == "p :1:1: note:  [2J");
    CHECK(quoted("\xC2\x9B") == "\" \"");
}

TEST_CASE("emit: no identifier that C++ keeps for itself") {
    auto text =
        emitted(facts("Boil") +
                "## Input\n\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n"
                "| class_ | String | no | | One. |\n\n## Output\n\nNone.\n"
                "\n## Errors\n\n| Code | HTTP | Description |\n|-|-|-|\n| A_ | 200 | One. |\n| A.B_ | 200 | Two. |\n");
    const scratch folder;
    folder.put("api.json", metadata("demo_", "2020-01-01", "__DoIt", "_box", "a__b_"));
    REQUIRE(imported(folder).code == exit_code::done);
    for (const auto& each : files_below(folder / "out"))
        if (each.ends_with(".hpp"))
            text += contents((folder / ("out/" + each)).string());
    std::string word;
    std::string line;
    for (const char c : text) {
        line = c == '\n' ? "" : line + c;
        if (is_word(c)) {
            word += c;
            continue;
        }
        const bool told = // a comment, a name on the wire, a path
            line.find("//") != std::string::npos || line.find('"') != std::string::npos || line.starts_with("#include");
        CHECK_MESSAGE((told || word.find("__") == std::string::npos), word);
        CHECK_MESSAGE((told || word.size() < 2 || word[0] != '_' || !is_upper(word[1])), word);
        word.clear();
    }
    CHECK(text.find("struct box {") != std::string::npos);
    CHECK(text.find("{\"class_\", \"class_\"},") != std::string::npos);
}

TEST_SUITE_END();
