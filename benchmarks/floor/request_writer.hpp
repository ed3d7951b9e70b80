#ifndef BINDERY_BENCHMARKS_FLOOR_REQUEST_WRITER_HPP
#define BINDERY_BENCHMARKS_FLOOR_REQUEST_WRITER_HPP

// The floor for writing a request: code written by hand for this one structure. Room for the worst case is made once,
// then everything is a store of constant length or a copy of sixteen bytes that are looked at on their way.

#include "../payload/plain.hpp"
#include "text_scan.hpp"

#include <charconv>
#include <memory>
#include <string_view>

namespace bench::floor {

class request_writer {
public:
    std::string_view write(const plain::execute_function& request) {
        reserve(request);
        at_ = text_.get();
        constant("{\"FunctionName\":\"");
        text(request.FunctionName);
        constant("\",\"FunctionArg\":\"");
        text(request.FunctionArg);
        *at_++ = '"';
        if (request.SubAppId) {
            constant(",\"SubAppId\":");
            at_ = std::to_chars(at_, at_ + 20, *request.SubAppId).ptr;
        }
        if (request.SessionContext) {
            constant(",\"SessionContext\":\"");
            text(*request.SessionContext);
            *at_++ = '"';
        }
        if (request.SessionId) {
            constant(",\"SessionId\":\"");
            text(*request.SessionId);
            *at_++ = '"';
        }
        if (request.ExtInfo) {
            constant(",\"ExtInfo\":\"");
            text(*request.ExtInfo);
            *at_++ = '"';
        }
        *at_++ = '}';
        return {text_.get(), static_cast<std::size_t>(at_ - text_.get())};
    }

private:
    void reserve(const plain::execute_function& request) {
        std::size_t size = request.FunctionName.size() + request.FunctionArg.size();
        for (const auto* each : {&request.SessionContext, &request.SessionId, &request.ExtInfo})
            size += *each ? (*each)->size() : 0;
        constexpr std::size_t longest_escape = 6, around = 256;
        size = size * longest_escape + around;
        if (size <= capacity_)
            return;
        text_ = std::make_unique_for_overwrite<char[]>(size);
        capacity_ = size;
    }

    template <std::size_t Size>
    void constant(const char (&text)[Size]) noexcept {
        std::memcpy(at_, text, Size - 1);
        at_ += Size - 1;
    }

    void text(std::string_view value) noexcept {
        const char* from = value.data();
        const char* const end = from + value.size();
        while (end - from >= static_cast<std::ptrdiff_t>(block::size)) {
            const block bytes(from);
            bytes.store(at_);
            const unsigned special = bytes.special();
            if (special == 0) {
                from += block::size;
                at_ += block::size;
                continue;
            }
            const int plain = __builtin_ctz(special);
            at_ += plain;
            escape(from[plain]);
            from += plain + 1;
        }
        if (from == end)
            return;
        // The last few bytes by way of a block of blanks.
        const auto rest = static_cast<std::size_t>(end - from);
        char padded[block::size];
        std::memset(padded, ' ', sizeof padded);
        copy_few(padded, from, rest);
        const block bytes(padded);
        if (bytes.special() == 0) {
            bytes.store(at_);
            at_ += rest;
            return;
        }
        for (; from != end; ++from)
            is_plain(*from) ? void(*at_++ = *from) : escape(*from);
    }

    /// Fewer than sixteen bytes, in two overlapping pieces.
    static void copy_few(char* to, const char* from, std::size_t size) noexcept {
        const auto halves = [&]<std::size_t Half>(std::integral_constant<std::size_t, Half>) {
            std::memcpy(to, from, Half);
            std::memcpy(to + size - Half, from + size - Half, Half);
        };
        if (size >= 8)
            halves(std::integral_constant<std::size_t, 8>{});
        else if (size >= 4)
            halves(std::integral_constant<std::size_t, 4>{});
        else
            for (std::size_t i = 0; i != size; ++i)
                to[i] = from[i];
    }

    static bool is_plain(char c) noexcept { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

    void escape(char c) noexcept {
        constexpr char hex[] = "0123456789abcdef";
        switch (c) {
        case '"':
            return constant("\\\"");
        case '\\':
            return constant("\\\\");
        case '\b':
            return constant("\\b");
        case '\f':
            return constant("\\f");
        case '\n':
            return constant("\\n");
        case '\r':
            return constant("\\r");
        case '\t':
            return constant("\\t");
        default:
            constant("\\u00");
            *at_++ = hex[static_cast<unsigned char>(c) >> 4];
            *at_++ = hex[c & 15];
        }
    }

    std::unique_ptr<char[]> text_;
    std::size_t capacity_ = 0;
    char* at_ = nullptr;
};

} // namespace bench::floor

#endif
