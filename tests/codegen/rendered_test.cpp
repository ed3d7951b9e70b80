// The operations of whole services, written as pages in every layout that is read, with what authors, converters and
// browsers do to pages: every row must be found, in its place and with what it says, and none may be dropped without a
// word. The metadata are other people's and no part of the project; without them this test is skipped. A run takes a
// few operations for each layout and perturbation, BINDERY_RENDERED_COUNT=n that many of each, BINDERY_LONG_TESTS all
// of them; BINDERY_RENDERED_SEED=n draws others. BINDERY_RENDERED_VERBOSE=1 names what is wrong,
// BINDERY_RENDERED_PAGES=1 with the page, and BINDERY_RENDERED_ONLY=text limits it to layouts and perturbations with
// that in their names.

#include "metadata/metadata.hpp"
#include "rendered/perturbations.hpp"
#include "support/pages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace bindery::codegen;
using namespace bindery::codegen::rendered;

namespace {

namespace fs = std::filesystem;

constexpr unsigned one_of = 5; // layouts and perturbations has a page in a short run

struct count {
    std::size_t pages = 0;
    std::size_t wanted = 0;
    std::size_t found = 0;     ///< with all that the page says of it
    std::size_t misplaced = 0; ///< found where no page has it
    std::size_t lost = 0;      ///< without a word
    std::size_t unsaid = 0;    ///< pages without the word that they ask for

    void add(const count& other) {
        pages += other.pages;
        wanted += other.wanted;
        found += other.found;
        misplaced += other.misplaced;
        lost += other.lost;
        unsaid += other.unsaid;
    }
    double share() const { return wanted ? double(found) / double(wanted) : 1; }
};

/// Without digits: a layout may take one at the beginning of a line for the number of an item.
std::string letters(const std::string& text) {
    std::string all;
    std::ranges::copy_if(text, std::back_inserter(all), [](unsigned char c) { return std::isalpha(c); });
    return all;
}

/// What the generator found, by the same keys.
class found_rows {
public:
    found_rows(const resolved& from, const rendered::page& of) : from_(from), of_(of) {
        if (from.model.operations.size() != 1)
            return;
        const auto& first = from.first();
        take(first.request, "in/", 0);
        take(first.response, "out/", 0);
        for (const auto& each : first.errors)
            rows["error/" + each.code] = {{}, 0, {}, {}, each.message.value_or("") + each.description};
        for (const auto& each : from.model.structures)
            if (!each.what.inferred && !seen_.contains(&each.what))
                take(each.what.members, "of/" + each.what.name + '.', 0);
    }

    std::map<std::string, told> rows;

private:
    void take(const std::vector<member>& members, const std::string& before, int depth) {
        for (const auto& each : members) {
            const auto key = before + each.name;
            auto text = each.description + each.document;
            for (const auto& one : each.rules) // a line that tells only this
                if (const auto* value = std::get_if<default_rule>(&one.what))
                    text += " Default value: " + value->value;
            if (!rows.emplace(key, told{each.type.kind, each.type.lists, each.type.words, each.required, text,
                                        each.where_sent})
                     .second)
                rows.emplace(key + " twice", told{});
            const auto* inner =
                each.type.structure.empty() ? nullptr : from_.model.find(from_.first().of, each.type.structure);
            if (!inner || depth > 8 || (of_.structures.contains(inner->name) && seen_.contains(inner)))
                continue;
            seen_.insert(inner);
            const bool own = of_.structures.contains(inner->name);
            take(inner->members, own ? "of/" + inner->name + '.' : key + '.', depth + 1);
        }
    }

    const resolved& from_;
    const rendered::page& of_;
    std::set<const structure*> seen_;
};

bool same(const told& want, const told& have, std::string& why) {
    const auto kept = letters(have.description).find(letters(want.description)) != std::string::npos;
    why =
        want.kind && (have.kind != want.kind || have.lists != want.lists || letters(have.words) != letters(want.words))
            ? "type " + have.words
        : want.required && have.required != want.required ? "required"
        : !kept ? "description " + have.description + "\n    WANTED " + want.description
        : want.where_sent != position::unstated && have.where_sent != want.where_sent ? "position"
                                                                                      : "";
    return why.empty();
}

/// What was done to descriptions is to be found, too.
void want_what_is_said(rendered::page& of) {
    for (const auto& chapter : of.chapters) {
        if (!chapter.rows)
            continue;
        const auto at = chapter.rows->index(part::description);
        for (const auto& row : chapter.rows->rows)
            if (!row.key.empty()) {
                auto& text = of.wanted.at(row.key).description;
                text.clear();
                for (const auto& each : row.cells[at].pieces)
                    text += each.words;
            }
    }
}

bool shows_structure(const rendered::page& in, const told& of) {
    return in.structures.contains(of.words.substr(of.words.rfind(' ') + 1));
}

/// Whether anything is said of a row: its name, or a place in its lines or at the head of its table.
bool is_told(const std::string& key, const sheet& from, const resolved& by) {
    const auto at = from.rows.find(key);
    const auto name = '"' + key.substr(key.find_last_of("/.") + 1) + '"';
    return by.said.failed() || std::ranges::any_of(by.said.said(), [&](const diagnostic& each) {
               return each.message.find(name) != std::string::npos ||
                      (at != from.rows.end() &&
                       (each.where.at.line == at->second.table ||
                        (each.where.at.line >= at->second.first && each.where.at.line <= at->second.last)));
           });
}

std::string with_other_line_ends(const std::string& text) {
    std::string all = "\uFEFF";
    for (const char c : text)
        all += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return all;
}

count measure(const api& from, const operation& of, const layout& as, const vocabulary& words, const perturbation& by,
              unsigned chance_seed, bool verbose) {
    auto page = make_page(from, of, words, as.how);
    std::mt19937 chance(chance_seed);
    by.apply(page, chance);
    want_what_is_said(page);
    auto text = write(page, as);
    if (by.of_text)
        text.text = with_other_line_ends(text.text);
    auto result = resolve_texts({{of.name, text.text}});
    if (by.lenient)
        result.said.be_lenient();
    const auto lines = result.lines();
    count all{1, page.wanted.size()};
    all.unsaid =
        !by.said.empty() && (!by.of_drawn || as.traits & drawn) &&
        std::ranges::none_of(lines, [&](const std::string& each) { return each.find(by.said) != std::string::npos; });
    std::string wrong = all.unsaid ? "  not said: " + by.said + "\n" : "";
    const auto have = result.said.failed() ? std::map<std::string, told>{} : found_rows(result, page).rows;
    for (auto [key, want] : page.wanted) {
        // Where nothing parts the cells, no one can tell where the name of a structure ends that the page never shows.
        if ((as.traits & run_together) && want.kind == type_kind::structure && !shows_structure(page, want)) {
            want.kind.reset();
            want.description.clear();
        }
        std::string why = "missed";
        const auto found = have.find(key);
        if (found == have.end() && !is_told(key, text, result)) {
            ++all.lost;
            why = "lost";
        } else if (found != have.end() && same(want, found->second, why)) {
            ++all.found;
            continue;
        }
        wrong += "  " + key + ": " + why + '\n';
    }
    for (const auto& [key, row] : have)
        if (!page.wanted.contains(key) && key != "error/Other.Code") {
            ++all.misplaced;
            wrong += "  made up: " + key + " " + row.words + '\n';
        }
    if (verbose && !wrong.empty()) {
        std::printf("%s / %s / %s %s\n%s", as.name.c_str(), by.name.c_str(), words.name.c_str(), of.name.c_str(),
                    wrong.c_str());
        for (const auto& each : lines)
            std::printf("    %s\n", each.c_str());
        if (std::getenv("BINDERY_RENDERED_PAGES"))
            std::printf("-----\n%s-----\n", text.text.c_str());
    }
    return all;
}

} // namespace

TEST_SUITE_BEGIN("rendered");

TEST_CASE("rendered: every row of every layout is found in its place, whatever was done to the page") {
    const auto metadata = fs::path(BINDERY_SHARED_DIR) / "corpus" / "metadata";
    const fs::path services[] = {metadata / "tencent" / "vod" / "v20180717", metadata / "alibaba" / "en-US" / "vod"};
    api all;
    report said;
    metadata_request asked;
    asked.mined = mined_rules::off;
    for (const auto& each : services) {
        if (!fs::exists(each)) {
            MESSAGE("skipped: no pages in ", each.string(), "; name their folder with -D BINDERY_SHARED_DIR=...");
            return;
        }
        auto one = read_metadata(each, asked, said);
        std::ranges::move(one.operations, std::back_inserter(all.operations));
        std::ranges::move(one.structures, std::back_inserter(all.structures));
    }
    REQUIRE_FALSE(said.failed());
    const bool whole = std::getenv("BINDERY_LONG_TESTS");
    const bool verbose = std::getenv("BINDERY_RENDERED_VERBOSE");
    const auto* only = std::getenv("BINDERY_RENDERED_ONLY");
    const auto* pages = std::getenv("BINDERY_RENDERED_COUNT");
    const auto* drawn_by = std::getenv("BINDERY_RENDERED_SEED");
    const auto seed = drawn_by ? unsigned(std::atoi(drawn_by)) : 20240229u;
    std::mt19937 chance(seed);
    std::map<std::string, count> by_layout, by_perturbation;
    count sum;
    for (const auto& as : layouts())
        for (const auto& by : perturbations()) {
            std::vector<const vocabulary*> words;
            for (const auto& each : vocabularies())
                if (each.name.starts_with(as.vocabularies) &&
                    (!(by.needs & english) || each.name.find("en") != std::string::npos))
                    words.push_back(&each);
            const auto drawn = chance();
            if ((as.traits | english) != (as.traits | english | by.needs))
                continue;
            if (only && (as.name + " / " + by.name).find(only) == std::string::npos)
                continue;
            count own;
            const auto size = all.operations.size();
            const auto take = whole ? size : pages ? std::size_t(std::atoi(pages)) : drawn % one_of == 0;
            for (std::size_t i = 0; i < take; ++i) {
                const auto which = (drawn + i * (size / take)) % size;
                own.add(measure(all, all.operations[which], as, *words[(drawn + i) % words.size()], by,
                                unsigned(drawn + i), verbose));
            }
            const auto name = as.name + " / " + by.name;
            CHECK_MESSAGE(own.share() >= 0.995, name, ": ", own.found, " of ", own.wanted, " rows");
            CHECK_MESSAGE(own.misplaced == 0, name);
            CHECK_MESSAGE(own.lost == 0, name);
            CHECK_MESSAGE(own.unsaid == 0, name);
            by_layout[as.name].add(own);
            by_perturbation[by.name].add(own);
            sum.add(own);
        }
    by_layout["all"] = sum;
    CHECK(sum.pages > 0);
    std::printf("seed %u\n", seed);
    for (const auto* table : {&by_perturbation, &by_layout}) {
        std::printf("%-38s %6s %7s %8s %9s %5s\n", "", "pages", "rows", "found", "misplaced", "lost");
        for (const auto& [name, of] : *table)
            std::printf("%-38s %6zu %7zu %8.4f %9zu %5zu\n", name.c_str(), of.pages, of.wanted, of.share(),
                        of.misplaced, of.lost);
    }
}

TEST_SUITE_END();
