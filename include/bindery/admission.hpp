#ifndef BINDERY_ADMISSION_HPP
#define BINDERY_ADMISSION_HPP

#include <cstdint>
#include <string_view>

namespace bindery {

/// What becomes of a wish that has to be remembered.
enum class admission : unsigned char {
    granted, ///< and remembered
    refused, ///< by what is remembered already
    full,    ///< nothing was done, since there is no room to remember it
};

/// What has to be remembered of a call before it is carried out: up to three things, of which those with an empty key
/// are none. Texts are valid only while it is asked for.
struct admission_wish {
    /// May come once within so long.
    struct once {
        std::string_view key{};
        std::int64_t milliseconds = 0;
    };
    /// May come `calls` times within any `milliseconds`.
    struct quota {
        std::string_view key{};
        std::uint32_t calls = 0;
        std::int64_t milliseconds = 0;
    };

    std::string_view account{}; ///< whose room they take; no part of the keys
    std::string_view id{};      ///< that no other wish has: asked for again under it, nothing is counted twice
    std::int64_t now = 0;       ///< milliseconds since 1970, for a store that has no clock of its own
    once nonce{};
    quota rate{};
    once claim{};
};

/// What became of it. A nonce that was seen, a rate that is used up, a claim that is taken: the first of these that is
/// so refuses the call. The first two leave nothing behind; a call that only its claim refuses has spent nonce and
/// rate.
struct admission_answer {
    enum class part : unsigned char {
        nonce,
        rate,
        claim,
    };
    admission found = admission::granted;
    part by = part::nonce; ///< what refuses, or has no room
};

} // namespace bindery

#endif
