// Each folder under golden/ holds a spec and what must come of it: the model as JSON and the headers. A change of the
// generator shows there as what it does to users.

#include "emit/emit.hpp"
#include "show/show.hpp"
#include "support/pages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace bindery::codegen;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> cases() {
    std::vector<fs::path> all;
    for (const auto& each : fs::directory_iterator(BINDERY_CODEGEN_TESTS_DIR "/golden"))
        if (each.is_directory())
            all.push_back(each.path());
    std::ranges::sort(all);
    return all;
}

std::vector<emitted_file> made_from(const fs::path& folder) {
    auto result = resolve_texts({{"spec.md", contents((folder / "spec.md").string())}});
    require_complete(result.model, result.said);
    INFO(result.lines());
    REQUIRE_FALSE(result.said.failed());

    std::vector<emitted_file> files;
    for (auto& each : emit(result.model, [](const std::string& path) { return path; }))
        files.push_back({"include/bindery/api/" + each.path, std::move(each.text)});
    for (const auto& each : result.model.operations)
        files.push_back({"model.json", pretty(to_json(result.model, each, result.said.said()))});
    return files;
}

void write_down(const fs::path& folder, const std::vector<emitted_file>& files) {
    fs::remove_all(folder);
    for (const auto& each : files) {
        fs::create_directories((folder / each.path).parent_path());
        std::ofstream(folder / each.path, std::ios::binary) << each.text;
    }
}

} // namespace

TEST_SUITE_BEGIN("golden");

TEST_CASE("golden: every case gives what it is expected to give") {
    for (const auto& each : cases()) {
        CAPTURE(each.filename().string());
        const auto files = made_from(each);
        const auto expected = each / "expected";
        if (std::getenv("BINDERY_UPDATE_GOLDEN")) {
            write_down(expected, files);
            continue;
        }
        std::size_t there = 0;
        for (const auto& entry : fs::recursive_directory_iterator(expected))
            there += entry.is_regular_file();
        CHECK_MESSAGE(there == files.size(), "build the target update-golden and read the difference");
        for (const auto& file : files)
            CHECK_MESSAGE(contents((expected / file.path).string()) == file.text, file.path,
                          " differs: build the target update-golden and read the difference");
    }
}

TEST_SUITE_END();
