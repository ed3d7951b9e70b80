// Each folder under golden_metadata/ holds metadata made up to be in the way, and what must come of them: the headers,
// and what is said about them.

#include "emit/emit.hpp"
#include "metadata/metadata.hpp"
#include "resolve/resolve.hpp"
#include "show/show.hpp"
#include "support/pages.hpp"

#include <boost/json/array.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace bindery::codegen;
namespace fs = std::filesystem;

namespace {

const fs::path root = BINDERY_CODEGEN_TESTS_DIR "/golden_metadata";

std::string below(const fs::path& folder, const std::string& path) {
    return fs::path(path).lexically_relative(folder).generic_string();
}

std::vector<emitted_file> made_from(const fs::path& folder) {
    report said;
    const auto model = read_metadata(folder / "metadata", {}, said);
    require_complete(model, said);
    std::vector<emitted_file> files;
    for (auto& each : emit(
             model, [&](const std::string& path) { return below(folder, path); }, structure_layout::apart))
        files.push_back({"include/bindery/api/" + each.path, std::move(each.text)});
    boost::json::array shown;
    for (auto each : model.operations) {
        each.where.path = below(folder, each.where.path);
        shown.push_back(to_json(model, each, {}));
    }
    files.push_back({"model.json", pretty(shown)});
    std::string notes;
    for (auto each : said.said()) {
        each.where.path = below(folder, each.where.path);
        notes += to_string(each) + '\n';
    }
    files.push_back({"said.txt", notes});
    return files;
}

} // namespace

TEST_SUITE_BEGIN("golden");

TEST_CASE("golden: metadata give what they are expected to give, twice") {
    for (const auto& each : fs::directory_iterator(root)) {
        CAPTURE(each.path().filename().string());
        const auto files = made_from(each.path());
        CHECK(files == made_from(each.path()));
        const auto expected = each.path() / "expected";
        if (std::getenv("BINDERY_UPDATE_GOLDEN")) {
            fs::remove_all(expected);
            for (const auto& file : files) {
                fs::create_directories((expected / file.path).parent_path());
                std::ofstream(expected / file.path, std::ios::binary) << file.text;
            }
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
