#ifndef BINDERY_BENCHMARKS_FLOOR_ANSWER_READER_HPP
#define BINDERY_BENCHMARKS_FLOOR_ANSWER_READER_HPP

// The floor for reading an answer: a recursive reader written by hand for this one structure, which tries the members
// in the page's order and checks as strictly as the library does: UTF-8, escapes, integers of 64 bits, nothing behind
// the end. Members it does not know are skipped. Where it stands in the text is passed from function to function, so
// that it stays in a register; a null place is a text that is not as it should be.

#include "../payload/plain.hpp"
#include "text_reader.hpp"

#include <charconv>

namespace bench::floor {

class answer_reader : text_reader {
public:
    /// False when `json` is not an answer.
    static bool read(std::string_view json, plain::task& out) {
        const answer_reader reader(json);
        bool found = false;
        const char* const at = reader.object(json.data(), known{"Response", [&](const char* from) {
                                                                    found = true;
                                                                    return reader.task(from, out);
                                                                }});
        return at != nullptr && found && reader.blanks(at) == json.data() + json.size();
    }

private:
    explicit answer_reader(std::string_view json) noexcept : text_reader(json.data() + json.size()) {}

    template <std::size_t Size, class Read>
    struct known {
        const char (&name)[Size];
        Read read; ///< from where the value stands to behind it
    };
    template <std::size_t Size, class Read>
    known(const char (&)[Size], Read) -> known<Size, Read>;

    auto into(std::optional<std::string>& out) const {
        return [this, &out](const char* at) { return text(at, out); };
    }
    auto into(std::optional<std::int64_t>& out) const {
        return [this, &out](const char* at) { return integer(at, out); };
    }

    const char* task(const char* at, plain::task& out) const {
        return object(at, known{"GroupId", into(out.GroupId)}, known{"RoomId", into(out.RoomId)},
                      known{"TaskId", into(out.TaskId)}, known{"Progress", into(out.Progress)},
                      known{"Status", into(out.Status)}, known{"TotalTime", into(out.TotalTime)},
                      known{"VideoInfos",
                            [&](const char* from) {
                                const char* const behind = null(from);
                                return behind != nullptr ? behind : video(from, out.VideoInfos.emplace());
                            }},
                      known{"VideoInfoList",
                            [&](const char* from) {
                                const char* const behind = null(from);
                                return behind != nullptr ? behind : videos(from, out.VideoInfoList.emplace());
                            }},
                      known{"RequestId", into(out.RequestId)});
    }
    const char* video(const char* at, plain::video& out) const {
        return object(at, known{"UserId", into(out.UserId)}, known{"VideoDuration", into(out.VideoDuration)},
                      known{"VideoFormat", into(out.VideoFormat)}, known{"VideoId", into(out.VideoId)},
                      known{"VideoPlayTime", into(out.VideoPlayTime)}, known{"VideoSize", into(out.VideoSize)},
                      known{"VideoType", into(out.VideoType)}, known{"Width", into(out.Width)},
                      known{"Height", into(out.Height)}, known{"VideoUrl", into(out.VideoUrl)});
    }
    const char* videos(const char* at, std::vector<plain::video>& out) const {
        at = take(at, '[');
        if (at == nullptr)
            return nullptr;
        if (const char* const behind = take(at, ']'))
            return behind;
        for (;;) {
            at = video(at, out.emplace_back());
            if (at == nullptr)
                return nullptr;
            const char* const more = take(at, ',');
            if (more == nullptr)
                return take(at, ']');
            at = more;
        }
    }

    template <class... Known>
    const char* object(const char* at, const Known&... members) const {
        at = take(at, '{');
        if (at == nullptr)
            return nullptr;
        if (const char* const behind = take(at, '}'))
            return behind;
        for (;;) {
            const char* const before = at;
            bool ended = (... || member(at, members));
            if (!ended && at == before)
                ended = next(at, skip_member(at));
            if (ended)
                return at;
        }
    }
    /// Whether the object has ended, or the text is wrong.
    template <class Known>
    [[gnu::always_inline]] bool member(const char*& at, const Known& known) const {
        const char* const value = name(at, known.name);
        return value != nullptr && next(at, known.read(value));
    }
    [[gnu::always_inline]] bool next(const char*& at, const char* behind) const {
        at = behind;
        if (at == nullptr)
            return true;
        at = blanks(at);
        const bool more = at != end_ && *at == ',';
        if (!more && (at == end_ || *at != '}')) {
            at = nullptr;
            return true;
        }
        ++at;
        return !more;
    }

    /// Behind `"Name":` when that stands here.
    template <std::size_t Size>
    [[gnu::always_inline]] const char* name(const char* at, const char (&name)[Size]) const noexcept {
        at = blanks(at);
        if (end_ - at < static_cast<std::ptrdiff_t>(Size + 2) || at[0] != '"' ||
            std::memcmp(at + 1, name, Size - 1) != 0 || at[Size] != '"')
            return nullptr;
        return take(at + Size + 1, ':');
    }
};

} // namespace bench::floor

#endif
