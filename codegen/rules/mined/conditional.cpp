// "This parameter is required if you set CallbackType to HTTP." Nothing a type could hold to, but worth telling.

#include "rules/context.hpp"
#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<statement> conditional(const wording& said, const subject&) {
    for (const auto& each : find_all(said, {"required only? if|when|for",
                                            "valid only? if|when",
                                            "only valid if|when|for",
                                            "valid for",
                                            "takes effect and|only",
                                            "takes effect if|when",
                                            "effective only? if|when",
                                            "only effective if|when",
                                            "available only? if|when",
                                            "returned only? if|when",
                                            "only returned if|when",
                                            "must be specified if|when",
                                            "must be set if|when",
                                            "required in",
                                            "only available if|when|for",
                                            "available only",
                                            "valid at that time only when",
                                            "supports only",
                                            "applicable only",
                                            "only applicable to",
                                            "must fill this field",
                                            "either",
                                            "mutually exclusive",
                                            "cannot be specified with",
                                            "cannot be set|specified|used together|at",
                                            "varies based on",
                                            "depends on the value of",
                                            "must be specified together",
                                            "时必填",
                                            "时必选",
                                            "时有效",
                                            "时生效",
                                            "仅当"})) {
        const auto begin = said.sentence_begin(each.first);
        const auto end = said.sentence_end(each.first);
        const auto& opening = said.words[each.first].text;
        const bool is_limited = holds_any(
            said, begin, end, {"if", "when", "only", "must", "varies", "exclusive", "cannot", "depends", "together"});
        if (opening == "either" && !holds_any(said, begin, end, {"must", "required", "specify"}))
            continue;
        if (is_any(opening, {"时", "仅"}) ? false : !is_limited)
            continue;
        statement found;
        found.kind = statement::conditional;
        found.word = said.words[begin].mark == word::none ? begin : begin + 1;
        found.text = said.said(found.word, end);
        return found;
    }
    return std::nullopt;
}

} // namespace bindery::codegen::mined
