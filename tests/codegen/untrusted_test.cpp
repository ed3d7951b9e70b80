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
#include <csignal>
#include <functional>
#include <sstream>
#include <utility>

#include <sys/resource.h>
#include <sys/stat.h>

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

/// As if a disk were full: as long as it lives, no file may be larger.
class limited_files {
public:
    explicit limited_files(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        auto now = before_;
        now.rlim_cur = bytes;
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~limited_files() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    limited_files(const limited_files&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

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

TEST_CASE("import: what is written does not depend on how the path was given, and names its file by its folder") {
    const scratch folder;
    folder.put("services/box/api.json", metadata("demo", "2020-01-01"));
    folder.put("services/kettle/version.json", R"({"version": "2020-01-01"})");
    folder.put("services/kettle/DoIt.json",
               R"({"name": "DoIt", "pathPattern": "", "method": "POST", "parameters": []})");
    folder.put("services/products.json", R"([{"code": "Kettle", "global_endpoint": "kettle.test"}])");
    fs::create_directory_symlink(folder / "services/kettle", folder / "services/link");
    const auto before = fs::current_path();
    const auto written = [&](const fs::path& where, const std::string& from) {
        fs::current_path(folder / where.string());
        const auto done = imported(folder, [&](import_request& asked) { asked.from = from; });
        fs::current_path(before);
        REQUIRE_MESSAGE(done.code == exit_code::done, done.said);
        std::string all;
        for (const auto& each : files_below(folder / "out"))
            all += each + '\n' + contents((folder / ("out/" + each)).string());
        fs::remove_all(folder / "out");
        return all;
    };
    const auto kettle = written("services", "kettle");
    CHECK(kettle.find("// Generated by bindery-gen from kettle/DoIt.json. Do not edit.") != std::string::npos);
    CHECK(kettle.find("\"kettle.test\"") != std::string::npos);
    for (const auto& [where, from] :
         std::vector<std::pair<std::string, std::string>>{{"services", "kettle/"},
                                                          {"services", "./kettle/../kettle/."},
                                                          {"services", "link"},
                                                          {"services", "kettle/DoIt.json"},
                                                          {"services/kettle", "."},
                                                          {"services/kettle", "./"},
                                                          {"services/kettle", "DoIt.json"},
                                                          {"services/kettle", "../kettle"},
                                                          {"services", (folder / "services/kettle").string()}})
        CHECK_MESSAGE(written(where, from) == kettle, from);
    const auto box = written("services", "box/api.json");
    CHECK(box.find("// Generated by bindery-gen from box/api.json. Do not edit.") != std::string::npos);
    CHECK(written("services/box", "api.json") == box);
    CHECK(written("services/box", ".") == box);
    CHECK(written("", "services").find("// Generated by bindery-gen from box/api.json.") != std::string::npos);
}

TEST_CASE("import: what the metadata mean otherwise than they say it is told with its place") {
    const auto said_of = [](const std::string& member) {
        const scratch folder;
        folder.put("api.json", R"({"actions": {"DoIt": {"document": "", "input": "In", "output": "Out"}}, "objects": {
"In": {"members": [{"name": "A", )" +
                                   member +
                                   R"(}]}, "Out": {"members": []}},
"metadata": {"serviceShortName": "demo", "apiVersion": "2020-01-01"}})");
        const auto done = imported(folder);
        return done.said + contents((folder / "out/tencent/demo/v20200101/DoIt.hpp").string());
    };
    const std::string text = R"("type": "string", "member": "string")";
    for (const auto& [member, told] : std::vector<std::pair<std::string, std::string>>{
             {text + R"(, "required": "true")",
              "api.json:2:84: warning: \"required\" is a text, not true or false: took it for true"},
             {text + R"(, "required": "true")", "    required<text<>> A;"},
             {text + R"(, "required": 1)", "\"required\" is a number, not true or false: left out"},
             {text + R"(, "document": ["x"])", "\"document\" is a list, not a text: left out"},
             {R"("type": "int", )" + text,
              "api.json:2:57: warning: \"type\" is there twice: took this one\n    the other is"},
             {R"("type": "strin", "member": "strin")", "api.json:2:20: error: saw a member \"A\" of type \"strin\""},
             {text + ", \"document\": \"\xC4\xE3\"", "api.json:2:85: error: saw bytes that are not UTF-8"}})
        CHECK_MESSAGE(said_of(member).find(told) != std::string::npos, said_of(member));
    const scratch folder;
    folder.put("api.json", metadata("demo", "2020-01-01"));
    folder.put("examples.json", "{\n\"actions\": }");
    CHECK(imported(folder).said.find("examples.json:2:12: note: the examples cannot be read and are left out: saw") !=
          std::string::npos);
}

TEST_CASE("whatever is no file ends a run at once, with a word") {
    const scratch folder;
    fs::create_directory(folder / "folder");
    REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
    REQUIRE(mkfifo((folder / "pipe.json").c_str(), 0600) == 0);
    fs::create_symlink("one", folder / "other");
    fs::create_symlink("other", folder / "one");
    for (const auto& [path, saw] :
         std::vector<std::pair<fs::path, std::string>>{{folder / "pipe", "saw a pipe"},
                                                       {folder / "pipe.json", "saw a pipe"},
                                                       {"/dev/zero", "saw a device"},
                                                       {folder / "one", "symbolic links)"},
                                                       {folder / "none", "saw no such file"}}) {
        std::ostringstream said;
        generate_request pages;
        pages.pages = {path};
        pages.out = folder / "out";
        CHECK(generate(pages, said, said) == exit_code::unreadable);
        CHECK(show({.files = {path}}, said, said) == exit_code::unreadable);
        const auto metadata = imported(folder, [&](import_request& asked) { asked.from = path; });
        CHECK(metadata.code == exit_code::unreadable);
        for (auto all = said.str() + metadata.said; const auto& each : {std::string("expected a page"), saw})
            CHECK_MESSAGE(all.find(each) != std::string::npos, all);
    }
    for (int i = 0; i < 10; ++i) // a search that followed each of them would take years
        fs::create_directory_symlink(".", folder / ("folder/" + std::to_string(i)));
    CHECK(imported(folder, [&](import_request& asked) { asked.from = folder / "folder"; }).code ==
          exit_code::unreadable);
}

TEST_CASE("import: what cannot be written is told with its reason, and nothing is left half written") {
    const scratch folder;
    folder.put("api.json", metadata("demo", "2020-01-01"));
    REQUIRE(imported(folder).code == exit_code::done);
    const auto header = folder / "out/tencent/demo/v20200101/DoIt.hpp";
    const auto before = contents(header.string());
    const auto files = files_below(folder / "out");
    fs::permissions(header, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    folder.put("api.json", metadata("demo", "2020-01-01", "DoIt", "Can", "Crate"));
    {
        const limited_files limit(600);
        const auto full = imported(folder);
        CHECK(full.code == exit_code::unreadable);
        CHECK(full.said.find("this header cannot be written: File too large") != std::string::npos);
    }
    CHECK(files_below(folder / "out") == files);
    CHECK(contents(header.string()) == before);
    CHECK(imported(folder).code == exit_code::done);
    CHECK(contents(header.string()) != before);
    CHECK(fs::status(header).permissions() == (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));

    folder.put("file", "");
    CHECK(imported(folder, [&](import_request& asked) {
              asked.out = folder / "file/below";
          }).said.find("cannot be written: Not a directory") != std::string::npos);
    fs::remove(header);
    fs::create_directory(header);
    CHECK(imported(folder).said.find("DoIt.hpp:1:1: error: a folder stands there") != std::string::npos);
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
