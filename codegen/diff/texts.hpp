#ifndef BINDERY_CODEGEN_DIFF_TEXTS_HPP
#define BINDERY_CODEGEN_DIFF_TEXTS_HPP

// What two descriptions of a member say. Rules are mined from them, and a sentence that is worded anew, or stands
// beside another, may be understood where it was not before: no change until what it says has changed.

#include "model/model.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace bindery::codegen {

class both_texts {
public:
    both_texts(const member& was, const member& is);

    /// Whether the sentence behind one of the rules stands in the other text, too.
    template <class Kind>
    bool still_said(const Kind* was, const Kind* is) const {
        return mined_ && ((was && stands_in(after_, was_, {*was})) || (is && stands_in(before_, is_, {*is})));
    }

    /// Whether one value gave way to another, as far as the texts have them: the former is mentioned less often than
    /// before, the latter more often.
    bool gave_way(const std::optional<std::string>& was, const std::optional<std::string>& is) const {
        return (!was || is_gone(*was)) && (!is || is_new(*is));
    }

    /// Whether a value of the old text is mentioned less often now, and the reverse. True for a value that is not in
    /// its own text, unless it is a number and the texts have the same, and for rules that are written rather than
    /// mined: there is nothing to doubt then.
    bool is_gone(std::string_view value) const { return is_rarer(value, before_, after_); }
    bool is_new(std::string_view value) const { return is_rarer(value, after_, before_); }

    /// Whether rules were mined from both, and the text has a value.
    bool was_mentioned(std::string_view value) const { return mined_ && count(value, before_) > 0; }
    bool is_mentioned(std::string_view value) const { return mined_ && count(value, after_) > 0; }

private:
    static bool stands_in(const std::string& text, const member& of, const rule& one);
    static std::size_t count(std::string_view value, const std::string& text);
    bool is_rarer(std::string_view value, const std::string& in, const std::string& than) const;

    const member& was_;
    const member& is_;
    bool mined_;
    std::string before_; ///< the words, a blank around each
    std::string after_;
};

} // namespace bindery::codegen

#endif
