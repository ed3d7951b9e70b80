#ifndef BINDERY_TYPES_BASIC_TEXT_HPP
#define BINDERY_TYPES_BASIC_TEXT_HPP

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace bindery {

// g++ cannot see that the union's value is only touched when the flag before it says so.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wfree-nonheap-object"
#endif

struct borrowed_t {};
inline constexpr borrowed_t borrowed{};

/// The characters of a text, whatever its rules: a literal is borrowed (so a request of literals is a constant),
/// anything else is owned, up to 16 bytes in place. Any bytes are held, NUL included.
///
/// Copying, moving and freeing what is owned are functions for all texts, never inlined: requests and outputs hold a
/// dozen texts each, and every call site moves and destroys them.
class basic_text {
public:
    constexpr basic_text() noexcept : basic_text(borrowed, "", 0) {}
    constexpr basic_text(borrowed_t, const char* literal, std::size_t size) noexcept
        : data_(literal), size_(size & most), unlisted_(false), place_(place::elsewhere), none_() {}
    constexpr basic_text(const basic_text& other) : basic_text(borrowed, other.data_, other.size_) {
        unlisted_ = other.unlisted_;
        if (other.place_ != place::elsewhere)
            copy_owned();
    }
    constexpr basic_text(basic_text&& other) noexcept : basic_text() {
        if (std::is_constant_evaluated())
            borrow_from(other);
        else
            take(other);
    }
    constexpr basic_text& operator=(const basic_text& other) { return *this = basic_text(other); }
    constexpr basic_text& operator=(basic_text&& other) noexcept {
        if (this != &other) {
            release();
            if (std::is_constant_evaluated())
                borrow_from(other);
            else
                take(other);
        }
        return *this;
    }
    constexpr ~basic_text() { release(); }

    constexpr const char* data() const noexcept { return data_; }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    constexpr std::string_view view() const noexcept { return {data_, size_}; }
    /// The caller stated that the value is newer than the page's list.
    constexpr bool is_unlisted() const noexcept { return unlisted_; }
    constexpr void mark_unlisted() noexcept { unlisted_ = true; }

    /// Takes a copy of `text`, which must not be a part of this one.
    void assign(std::string_view text) {
        char* const to = room(text.size());
        if (!text.empty())
            std::memcpy(to, text.data(), text.size()); // an empty view may point nowhere
    }

    /// Becomes a text of `size` bytes, to be written at the returned place.
    char* room(std::size_t size) {
        if (size > sizeof near_) {
            char* const block = new char[size];
            release();
            place_ = place::outside;
            data_ = block;
            size_ = size & most;
            return block;
        }
        release();
        std::memset(near_, 0, sizeof near_); // moved as a whole
        place_ = place::inside;
        data_ = near_;
        size_ = size & most;
        return near_;
    }

private:
    enum class place : unsigned char {
        elsewhere, ///< borrowed
        inside,
        outside
    };
    static constexpr std::size_t most = (std::size_t{1} << 61) - 1; // what size_ holds

    /// Leaves a text that is to be overwritten.
    constexpr void release() noexcept {
        if (place_ == place::outside)
            free_far();
    }
    [[gnu::noinline]] void free_far() noexcept { delete[] data_; }

    /// Makes a copy of its own of what it shares with the text that it was copied from.
    [[gnu::noinline]] void copy_owned() { assign(std::string_view(data_, size_)); }

    constexpr void borrow_from(basic_text& other) noexcept {
        data_ = std::exchange(other.data_, "");
        size_ = other.size_;
        other.size_ = 0;
        unlisted_ = other.unlisted_;
        other.unlisted_ = false;
    }
    [[gnu::noinline]] void take(basic_text& other) noexcept {
        std::memcpy(near_, other.near_, sizeof near_);
        place_ = other.place_;
        other.place_ = place::elsewhere;
        borrow_from(other);
        if (place_ == place::inside)
            data_ = near_;
    }

    const char* data_;
    std::size_t size_ : 61;
    std::size_t unlisted_ : 1;
    place place_ : 2;
    union {
        char none_;
        char near_[16];
    };
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace bindery

#endif
