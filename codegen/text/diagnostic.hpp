#ifndef BINDERY_CODEGEN_TEXT_DIAGNOSTIC_HPP
#define BINDERY_CODEGEN_TEXT_DIAGNOSTIC_HPP

// What the generator has to say about a page: errors, and notes on what it inferred. Every stage receives a report and
// adds to it, so that a page with five faults names all five.

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// Where a thing stands in its file: lines and columns count from 1, columns in code points.
struct place {
    int line = 1;
    int column = 1;
    friend auto operator<=>(const place&, const place&) = default;
};

struct location {
    std::string path;
    place at;
    friend auto operator<=>(const location&, const location&) = default;
};

enum class severity {
    error,
    warning,
    note
};

struct diagnostic {
    severity level = severity::error;
    location where;
    std::string message;
    std::string hint;        ///< what the reader may do next; empty when the message says it all
    bool of_account = false; ///< a lenient run takes it for a note
};

/// `path:line:column`.
std::string to_string(const location& where);
std::string_view to_string(severity level);

/// `path:line:column: error: message`, and the hint on a line of its own.
std::string to_string(const diagnostic& said);

class report {
public:
    void error(location where, std::string message, std::string hint = {});

    /// The commonest error: what stands there, and what could have been read.
    void unexpected(location where, std::string_view saw, std::string_view expected, std::string hint = {});

    /// An error: what stands there was not read, or contradicts what was. Lenient runs take it for a note.
    void unread(location where, std::string message, std::string hint);

    /// Something the page does not say in so many words. Strict runs take it for an error.
    void note(location where, std::string message);

    /// Two sources that say different things. Strict runs take it for an error.
    void warning(location where, std::string message, std::string hint = {});

    /// From now on, and for what was said already, notes and warnings are errors.
    void be_strict();

    /// From now on, and for what was said already, what was not read is only noted.
    void be_lenient();

    bool failed() const;
    const std::vector<diagnostic>& said() const { return said_; }

private:
    std::vector<diagnostic> said_;
    bool strict_ = false;
    bool lenient_ = false;
};

/// The text in quotation marks, shortened to what fits on a line and made printable.
std::string quoted(std::string_view text);

/// Where a reader of a message finds a document such as `spec-format.md`: its whole path where the program is
/// installed, else the one it has in the sources, `docs/spec-format.md`.
std::string document(std::string_view name);

} // namespace bindery::codegen

#endif
