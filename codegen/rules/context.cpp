#include "rules/context.hpp"

#include "text/scan.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace bindery::codegen {
namespace {

struct unit_entry {
    std::string_view word; // small letters
    std::string_view unit;
};

constexpr unit_entry units[] = {
    {"second", "seconds"},
    {"seconds", "seconds"},
    {"s", "seconds"},
    {"sec", "seconds"},
    {"secs", "seconds"},
    {"ms", "milliseconds"},
    {"msec", "milliseconds"},
    {"millisecond", "milliseconds"},
    {"milliseconds", "milliseconds"},
    {"minute", "minutes"},
    {"minutes", "minutes"},
    {"min", "minutes"},
    {"hour", "hours"},
    {"hours", "hours"},
    {"day", "days"},
    {"days", "days"},
    {"month", "months"},
    {"months", "months"},
    {"byte", "bytes"},
    {"bytes", "bytes"},
    {"px", "pixels"},
    {"pixel", "pixels"},
    {"pixels", "pixels"},
    {"percent", "percent"},
    {"percentage", "percent"},
    {"%", "percent"},
    {"kb", "KB"},
    {"mb", "MB"},
    {"gb", "GB"},
    {"tb", "TB"},
    {"gib", "GiB"},
    {"mib", "MiB"},
    {"hz", "Hz"},
    {"khz", "kHz"},
    {"kbps", "kbps"},
    {"mbps", "Mbps"},
    {"gbps", "Gbps"},
    {"bps", "bps"},
    {"bit/s", "bps"},
    {"bits/s", "bps"},
    {"kbit/s", "kbps"},
    {"mbit/s", "Mbps"},
    {"mb/s", "MB/s"},
    {"kb/s", "KB/s"},
    {"gb/s", "GB/s"},
    {"card", "card"},
    {"cards", "card"},
    {"fps", "fps"},
    {"秒", "seconds"},
    {"毫秒", "milliseconds"},
    {"分钟", "minutes"},
    {"小时", "hours"},
    {"天", "days"},
    {"字节", "bytes"},
    {"像素", "pixels"},
};

/// The word that an item begins with, of the item a word stands in; its index, or npos outside of any.
constexpr std::size_t outside = static_cast<std::size_t>(-1);

std::size_t item_around(const wording& in, std::size_t at, int below_depth) {
    int closed = 0;
    for (std::size_t i = std::min(at + 1, in.words.size()); i-- > 0;) {
        const auto& here = in.words[i];
        if (here.mark == word::list_end)
            ++closed;
        if (here.mark != word::item)
            continue;
        if (closed > 0) {
            // Items of a list that has ended; the depth tells when the list around it is reached.
            if (here.depth < below_depth && here.depth > 0 && closed <= 0)
                return i;
            if (i == 0 || in.words[i].depth <= 1)
                closed = 0;
            continue;
        }
        if (here.depth < below_depth)
            return i;
    }
    return outside;
}

bool begins_case(const wording& in, std::size_t item) {
    for (std::size_t i = item + 1; i < in.words.size() && i < item + 3; ++i)
        if (is_any(in.words[i].text, {"if", "when", "for", "in", "若", "当", "如"}))
            return true;
    // "VOD bucket (if ...)": a case named and not announced is left to the words before the phrase.
    return false;
}

/// Phrases by the words they may begin with, so that a word asks only those that can stand there.
class phrase_index {
public:
    explicit phrase_index(std::initializer_list<std::string_view> phrases) : phrases_(phrases) {
        std::size_t i = 0;
        for (const auto phrase : phrases) {
            auto first = first_token(trimmed(phrase));
            const bool single = first.size() < 2 || first.find('|') == std::string_view::npos;
            if (first == "#" || (first.size() > 1 && first.ends_with('?')))
                anywhere_.push_back(i);
            else if (static_cast<unsigned char>(first.front()) >= 0x80 && single)
                by_word_.emplace_back(first.substr(0, 3), i); // a Chinese character
            else if (single)
                by_word_.emplace_back(first, i);
            else
                for (; !first.empty(); first.remove_prefix(std::min(first.find('|') + 1, first.size()))) {
                    by_word_.emplace_back(first.substr(0, first.find('|')), i);
                    if (first.find('|') == std::string_view::npos)
                        break;
                }
            ++i;
        }
        std::ranges::sort(by_word_);
    }

    /// The first phrase, in the order of the list, that stands at the word.
    std::optional<phrase_match> at(const wording& in, std::size_t first) const {
        const std::string_view here = in.words[first].text;
        auto begin = std::ranges::lower_bound(by_word_, std::pair(here, std::size_t{0}));
        auto other = anywhere_.begin();
        for (;;) {
            const bool named = begin != by_word_.end() && begin->first == here;
            if (!named && other == anywhere_.end())
                return std::nullopt;
            const bool take_named = named && (other == anywhere_.end() || begin->second < *other);
            const auto i = take_named ? (begin++)->second : *other++;
            if (auto match = phrase_at(in, first, phrases_.begin()[i]))
                return match;
        }
    }

private:
    std::initializer_list<std::string_view> phrases_;
    std::vector<std::pair<std::string_view, std::size_t>> by_word_;
    std::vector<std::size_t> anywhere_;
};

} // namespace

std::vector<phrase_match> find_all(const wording& in, std::initializer_list<std::string_view> phrases) {
    const phrase_index index(phrases);
    std::vector<phrase_match> found;
    for (std::size_t first = 0; first < in.words.size(); ++first)
        if (auto match = index.at(in, first))
            found.push_back(std::move(*match));
    return found;
}

bool is_any(std::string_view word, std::initializer_list<std::string_view> of) {
    return std::ranges::find(of, word) != of.end();
}

bool holds_any(const wording& in, std::size_t first, std::size_t behind,
               std::initializer_list<std::string_view> words) {
    for (std::size_t i = first; i < std::min(behind, in.words.size()); ++i)
        if (is_any(in.words[i].text, words))
            return true;
    return false;
}

bool is_conditional(const wording& in, std::size_t at) {
    const auto begin = in.sentence_begin(at);
    const auto end = in.sentence_end(at);
    if (holds_any(in, begin, at, {"if", "when", "unless", "若", "当"}))
        return true;
    auto first = begin;
    while (first < at && in.words[first].mark != word::none)
        ++first;
    if (first < at && is_any(in.words[first].text, {"to", "for"}) && holds_any(in, first, at, {","}))
        return true; // "To obtain all records, you can specify only one field."
    // "..., and is generated if it is left empty" is no condition on what stands before it.
    for (std::size_t i = at; i + 1 < end; ++i)
        if (is_any(in.words[i].text, {"if", "when", "unless"}) &&
            !holds_any(in, i + 1, std::min(i + 6, end), {"not", "left", "empty", "blank", "unspecified", "omitted"}))
            return true;
    return is_in_case(in, at);
}

bool is_in_case(const wording& in, std::size_t at) {
    int depth = 1 << 20;
    for (auto item = item_around(in, at, depth); item != outside; item = item_around(in, item, depth)) {
        if (begins_case(in, item))
            return true;
        depth = in.words[item].depth;
        if (item == 0)
            break;
        --item;
    }
    return false;
}

namespace {

bool holds_phrase(const wording& in, std::size_t first, std::size_t behind, std::span<const std::string_view> phrases) {
    for (auto i = first; i < behind; ++i)
        for (const auto each : phrases)
            if (const auto found = phrase_at(in, i, each); found && found->next > i)
                return true;
    return false;
}

} // namespace

bool is_soft(const wording& in, std::size_t at) {
    static constexpr std::string_view before[] = {
        "recommend", "recommended",   "recommends", "recommendation", "suggest",  "suggested",   "advise",
        "advised",   "preferably",    "usually",    "typically",      "normally", "generally",   "commonly",
        "often",     "approximately", "roughly",    "about #",        "around #", "for example", "e.g",
        "建议",      "推荐",          "一般",       "通常",           "大约",     "约 #",        "例如",
        "比如",      "譬如",          "理想",       "最好",           "每天",     "每日",        "每月",
        "每小时",    "每分钟",        "每秒"};
    static constexpr std::string_view behind[] = {"recommended",
                                                  "suggested",
                                                  "easier",
                                                  "harder",
                                                  "faster",
                                                  "slower",
                                                  "or so",
                                                  "in the past",
                                                  "were|was allowed",
                                                  "per day|hour|minute|second|month",
                                                  "a day",
                                                  "at the same time",
                                                  "at a time ;",
                                                  "左右",
                                                  "为宜",
                                                  "为佳"};
    if (at >= 2 && phrase_at(in, at - 2, "默认")) // "默认上限为 100": what holds until it is changed
        return true;
    return holds_phrase(in, in.sentence_begin(at), at, before) || holds_phrase(in, at, in.sentence_end(at), behind);
}

namespace {

/// What pages limit beside the values of members. One that the description has named before may be the member's own.
constexpr std::string_view other_subjects[] = {
    "height", "width",  "file",     "files",    "video",   "videos",   "image",      "images", "audio",  "picture",
    "object", "bucket", "account",  "user",     "request", "requests", "response",   "title",  "header", "key",
    "body",   "task",   "duration", "interval", "bitrate", "quotient", "resolution", "system", "server", "job",
    "高度",   "宽度",   "文件",     "视频",     "图片",    "音频",     "时长",       "间隔",   "大小",   "分辨率",
    "码率",   "帧率",   "标题",     "账号",     "用户",    "对象",     "请求体",     "任务",   "系统",   "响应"};

} // namespace

bool has_other_subject(const wording& in, std::size_t at) {
    auto begin = in.sentence_begin(at);
    static constexpr std::string_view inner[] = {"whose", "其中"};
    if (holds_phrase(in, begin, at, inner))
        return true;
    const auto before = std::string_view(in.text).substr(0, begin < in.words.size() ? in.words[begin].begin : 0);
    while (begin < at && (in.words[begin].mark != word::none || is_any(in.words[begin].text, {"the", "a", "an"})))
        ++begin;
    static constexpr std::string_view own[] = {"this field|parameter|value", "该字段", "该参数", "此字段", "此参数"};
    if (trimmed(before).empty() || begin == at || holds_phrase(in, begin, at, own))
        return false; // the first sentence is about the member
    const auto named = lowered(before);
    return std::ranges::any_of(other_subjects, [&](std::string_view each) {
        return phrase_at(in, begin, each) && named.find(each) == std::string::npos;
    });
}

bool is_about_parts(const wording& in, std::size_t at) {
    return holds_any(in, in.sentence_begin(at), in.sentence_end(at), {"each", "every", "单", "每"}) ||
           find_phrase(in, "a|per single", in.sentence_begin(at)).value_or(phrase_match{{}, {}, {}, outside, 0}).first <
               in.sentence_end(at);
}

bool holds_several(const wording& in) {
    return find_any_phrase(in, {"separate|separated|separating multiple", "separate|separated them|values|each|the",
                                "separated by|with", "separate ?", "comma-separated", "json array",
                                "multiple values|ids", "逗号", "英文逗号", "半角逗号", "separate"})
        .has_value();
}

bool ends_clause(const wording& in, std::size_t at) {
    return at >= in.words.size() || in.words[at].mark != word::none ||
           is_any(in.words[at].text, {".", ",", ";", ")", "`", "*", "]", "!", "\"", "'"});
}

std::optional<interval> interval_at(const wording& in, std::size_t at) {
    const auto text = [&](std::size_t i) -> std::string_view {
        return i < in.words.size() ? std::string_view(in.words[i].text) : std::string_view{};
    };
    const auto value = [&](std::size_t i) -> std::optional<double> {
        return i < in.words.size() ? in.words[i].value : std::nullopt;
    };
    interval found;
    const bool bracket = (text(at) == "[" || text(at) == "(") && value(at + 1);
    found.exclusive_low = bracket && text(at) == "(";
    std::size_t i = at + bracket;
    if (!value(i))
        return std::nullopt;
    found.low = *value(i++);
    if (text(i) == "%")
        ++i;
    else if (unit_named(text(i)) && !bracket)
        ++i;
    const bool comma = bracket && text(i) == ",";
    if (!comma && !is_any(text(i), {"to", "-", "~", "through", "至", "到", "\u2013"}))
        return std::nullopt;
    ++i;
    if (text(i) == "~" || text(i) == "-")
        ++i;
    if (!value(i))
        return std::nullopt;
    found.high = *value(i++);
    if (text(i) == "%")
        ++i;
    if (bracket) {
        if (text(i) != "]" && text(i) != ")")
            return std::nullopt;
        found.exclusive_high = text(i) == ")";
        ++i;
        // "(1 to 100)" is an aside, not an open interval.
        if (!comma)
            found.exclusive_low = found.exclusive_high = false;
    }
    if (found.low > found.high)
        return std::nullopt;
    found.next = i;
    return found;
}

std::optional<std::string_view> unit_named(std::string_view word) {
    const auto* known = std::ranges::find(units, word, &unit_entry::word);
    return known == std::end(units) ? std::nullopt : std::optional(known->unit);
}

std::optional<double> conversion(std::string_view from, std::string_view to) {
    struct size_of_time {
        std::string_view unit;
        double milliseconds;
    };
    constexpr size_of_time sizes[] = {
        {"milliseconds", 1}, {"seconds", 1e3}, {"minutes", 6e4}, {"hours", 3.6e6}, {"days", 8.64e7}};
    const auto* a = std::ranges::find(sizes, from, &size_of_time::unit);
    const auto* b = std::ranges::find(sizes, to, &size_of_time::unit);
    if (a == std::end(sizes) || b == std::end(sizes))
        return std::nullopt;
    return a->milliseconds / b->milliseconds;
}

} // namespace bindery::codegen
