#ifndef BINDERY_CODEGEN_COMMAND_HPP
#define BINDERY_CODEGEN_COMMAND_HPP

// The three things bindery-gen does, apart from reading its command line, so that tests can do them too. Each says what
// happened on `out` and what is wrong on `err`, and returns the exit code.

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace bindery::codegen {

namespace exit_code {
inline constexpr int done = 0;
inline constexpr int differs = 1;    ///< `check`: the headers are not those of the pages
inline constexpr int unreadable = 2; ///< a page cannot be read or understood, or something not be written
inline constexpr int usage = 64;     ///< the command line is wrong
} // namespace exit_code

enum class strictness {
    notes_are_notes,
    notes_are_errors,
    unread_is_noted ///< what reads like a row and was not read is no error
};

enum class show_format {
    text,
    json
};

struct generate_request {
    std::vector<std::filesystem::path> pages; ///< pages, or folders of them; when empty, those below `specs`
    std::filesystem::path specs;
    std::filesystem::path out;
    std::vector<std::string> relaxed;            ///< rules that requests are not held to; see relax/relax.hpp
    std::vector<std::filesystem::path> metadata; ///< know the types of what the pages describe
    strictness how = strictness::notes_are_notes;
    show_format format = show_format::text;
    bool prune = false; ///< delete generated headers that no page stands for
};

int generate(const generate_request& asked, std::ostream& out, std::ostream& err);
int check(const generate_request& asked, std::ostream& out, std::ostream& err);

/// Of the commands that only look at what they are given.
struct look_request {
    std::vector<std::filesystem::path> files; ///< pages, folders of pages, or metadata
    show_format format = show_format::text;
    strictness how = strictness::notes_are_notes;
};

int show(const look_request& asked, std::ostream& out, std::ostream& err);

/// Reads members as JSON Lines, objects with `type` and `document`, and prints each with what its document states as
/// `constraints`, in the form of docs/model.md. Other keys are kept. `name` is that of the input in messages.
int rules(std::istream& in, const std::string& name, std::ostream& out, std::ostream& err);

} // namespace bindery::codegen

#endif
