#ifndef BINDERY_BENCHMARKS_FLOOR_TEXT_READER_HPP
#define BINDERY_BENCHMARKS_FLOOR_TEXT_READER_HPP

// What the hand-written reader reads values with. Every function takes a place in the text and returns the one behind
// what it read, or null.

#include "text_scan.hpp"

#include <bindery/types/utf8.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bench::floor {

class text_reader {
protected:
    explicit text_reader(const char* end) noexcept : end_(end) {}

    const char* blanks(const char* at) const noexcept {
        while (at != end_ && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
            ++at;
        return at;
    }
    const char* take(const char* at, char c) const noexcept {
        at = blanks(at);
        return at != end_ && *at == c ? at + 1 : nullptr;
    }
    const char* null(const char* at) const noexcept {
        at = blanks(at);
        return end_ - at >= 4 && std::memcmp(at, "null", 4) == 0 ? at + 4 : nullptr;
    }

    const char* text(const char* at, std::optional<std::string>& out) const {
        const char* const begin = take(at, '"');
        if (begin == nullptr) {
            out.reset();
            return null(at);
        }
        const char* const quote = plain_end(begin);
        if (quote == end_)
            return nullptr;
        if (*quote != '"')
            return escaped_text(begin, out.emplace());
        out.emplace(begin, static_cast<std::size_t>(quote - begin));
        return quote + 1;
    }

    const char* integer(const char* at, std::optional<std::int64_t>& out) const {
        at = blanks(at);
        const char* from = at;
        const bool negative = from != end_ && *from == '-';
        from += negative ? 1 : 0;
        const char* const first = from;
        std::uint64_t value = 0;
        for (; from != end_ && *from >= '0' && *from <= '9'; ++from)
            value = value * 10 + static_cast<std::uint64_t>(*from - '0');
        const auto digits = from - first;
        if (digits == 0) {
            out.reset();
            return null(at);
        }
        if ((digits > 1 && *first == '0') || (from != end_ && (*from == '.' || *from == 'e' || *from == 'E')))
            return nullptr;
        auto number = static_cast<std::int64_t>(value);
        if (digits <= 18)
            number = negative ? -number : number;
        else if (std::from_chars(at, from, number).ec != std::errc())
            return nullptr;
        out = number;
        return from;
    }

    const char* skip_member(const char* at) const {
        std::optional<std::string> name;
        at = text(at, name);
        if (at == nullptr || !name)
            return nullptr;
        at = take(at, ':');
        return at != nullptr ? skip_value(at, 0) : nullptr;
    }

    const char* const end_;

private:
    /// The first byte behind `at` that text does not hold as it is, or `end_` when there is none or what stands before
    /// it is not UTF-8.
    const char* plain_end(const char* at) const noexcept {
        const char* const begin = at;
        unsigned beyond_ascii = 0, special = 0;
        for (; end_ - at >= static_cast<std::ptrdiff_t>(block::size); at += block::size) {
            const block bytes(at);
            special = bytes.special();
            if (special != 0) {
                const int plain = __builtin_ctz(special);
                beyond_ascii |= bytes.beyond_ascii() & ((1u << plain) - 1);
                at += plain;
                break;
            }
            beyond_ascii |= bytes.beyond_ascii();
        }
        for (; special == 0 && at != end_ && static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\'; ++at)
            beyond_ascii |= static_cast<unsigned char>(*at) & 0x80;
        return beyond_ascii == 0 || is_utf8({begin, static_cast<std::size_t>(at - begin)}) ? at : end_;
    }
    static bool is_utf8(std::string_view text) noexcept { return bindery::utf8::count(text) != bindery::utf8::invalid; }

    const char* escaped_text(const char* at, std::string& out) const {
        while (at != end_ && *at != '"') {
            if (static_cast<unsigned char>(*at) < 0x20)
                return nullptr;
            if (*at != '\\') {
                out += *at++;
                continue;
            }
            if (end_ - at < 2)
                return nullptr;
            at += 2;
            constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
            if (const std::size_t which = letters.find(at[-1]); which != letters.npos)
                out += meant[which];
            else if (at[-1] != 'u' || (at = code_point(at, out)) == nullptr)
                return nullptr;
        }
        return at != end_ && is_utf8(out) ? at + 1 : nullptr;
    }
    const char* code_point(const char* at, std::string& out) const {
        unsigned point = 0, low = 0;
        if (!four_digits(at, point) || (point >= 0xDC00 && point < 0xE000))
            return nullptr;
        if (point >= 0xD800 && point < 0xDC00) {
            if (end_ - at < 2 || at[0] != '\\' || at[1] != 'u')
                return nullptr;
            at += 2;
            if (!four_digits(at, low) || low < 0xDC00 || low >= 0xE000)
                return nullptr;
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        }
        const auto byte = [&](unsigned bits) { out += static_cast<char>(bits); };
        if (point < 0x80) {
            byte(point);
            return at;
        }
        if (point < 0x800) {
            byte(0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                byte(0xE0 | point >> 12);
            } else {
                byte(0xF0 | point >> 18);
                byte(0x80 | (point >> 12 & 63));
            }
            byte(0x80 | (point >> 6 & 63));
        }
        byte(0x80 | (point & 63));
        return at;
    }
    bool four_digits(const char*& at, unsigned& out) const noexcept {
        if (end_ - at < 4 || std::from_chars(at, at + 4, out, 16).ptr != at + 4)
            return false;
        at += 4;
        return true;
    }

    const char* skip_value(const char* at, int depth) const {
        constexpr int max_depth = 32;
        at = blanks(at);
        if (at == end_ || depth == max_depth)
            return nullptr;
        if (*at == '"') {
            std::optional<std::string> ignored;
            return text(at, ignored);
        }
        if (*at == '{' || *at == '[')
            return skip_elements(at, depth);
        const char* const begin = at;
        while (at != end_ && static_cast<unsigned char>(*at) > ' ' && *at != ',' && *at != '}' && *at != ']')
            ++at;
        const std::string_view word(begin, static_cast<std::size_t>(at - begin));
        double number;
        const bool good =
            word == "true" || word == "false" || word == "null" || std::from_chars(begin, at, number).ptr == at;
        return good ? at : nullptr;
    }
    const char* skip_elements(const char* at, int depth) const {
        const char close = *at++ == '{' ? '}' : ']';
        if (const char* const behind = take(at, close))
            return behind;
        for (;;) {
            if (close == '}') {
                std::optional<std::string> name;
                at = text(at, name);
                at = at != nullptr && name ? take(at, ':') : nullptr;
            }
            at = at != nullptr ? skip_value(at, depth + 1) : nullptr;
            if (at == nullptr)
                return nullptr;
            const char* const more = take(at, ',');
            if (more == nullptr)
                return take(at, close);
            at = more;
        }
    }
};

} // namespace bench::floor

#endif
