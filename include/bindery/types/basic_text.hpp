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
class basic_text {
public:
    constexpr basic_text() noexcept : basic_text(borrowed, "", 0) {}
    constexpr basic_text(borrowed_t, const char* literal, std::size_t size) noexcept
        : data_(literal), size_(size), unlisted_(false), capacity_(0) {}
    constexpr basic_text(const basic_text& other) : basic_text() {
        if (other.is_borrowed()) {
            data_ = other.data_;
            size_ = other.size_;
        } else {
            assign(other.view());
        }
        unlisted_ = other.unlisted_;
    }
    constexpr basic_text(basic_text&& other) noexcept : basic_text() { take(other); }
    constexpr basic_text& operator=(const basic_text& other) { return *this = basic_text(other); }
    constexpr basic_text& operator=(basic_text&& other) noexcept {
        if (this != &other) {
            release();
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
        release();
        if (size <= sizeof near_) {
            std::memset(near_, 0, sizeof near_); // moved as a whole
            data_ = near_;
            size_ = size;
            return near_;
        }
        char* far = new char[size];
        data_ = far;
        size_ = size;
        capacity_ = size;
        return far;
    }

private:
    constexpr bool is_near() const noexcept { return !std::is_constant_evaluated() && data_ == near_; }
    constexpr bool is_borrowed() const noexcept { return !is_near() && capacity_ == 0; }

    constexpr void release() noexcept {
        if (!is_near() && capacity_ != 0)
            delete[] data_;
        data_ = "";
        size_ = 0;
        capacity_ = 0;
    }
    constexpr void take(basic_text& other) noexcept {
        unlisted_ = other.unlisted_;
        size_ = other.size_;
        if (other.is_near()) {
            std::memcpy(near_, other.near_, sizeof near_);
            data_ = near_;
        } else {
            data_ = other.data_;
            capacity_ = other.capacity_;
            other.capacity_ = 0;
        }
        other.data_ = "";
        other.size_ = 0;
        other.unlisted_ = false;
        other.capacity_ = 0;
    }

    const char* data_;
    std::size_t size_ : 63;
    std::size_t unlisted_ : 1;
    union {
        std::size_t capacity_; // 0: borrowed
        char near_[16];
    };
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace bindery

#endif
