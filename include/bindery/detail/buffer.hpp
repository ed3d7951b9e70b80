#ifndef BINDERY_DETAIL_BUFFER_HPP
#define BINDERY_DETAIL_BUFFER_HPP

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace bindery {

/// Growable bytes that are written once and read as text: std::string without zero-filling what is about to be
/// overwritten. Cleared and reused, it allocates nothing. Not thread-safe.
class buffer {
public:
    buffer() noexcept = default;
    buffer(buffer&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0)) {}
    buffer& operator=(buffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    ~buffer() { std::free(data_); }

    const char* data() const noexcept { return data_; }
    std::size_t size() const noexcept { return size_; }
    std::string_view view() const noexcept { return {data_, size_}; }
    operator std::string_view() const noexcept { return view(); }

    void clear() noexcept { size_ = 0; }
    void resize_down(std::size_t size) noexcept { size_ = size; }
    /// Drops bytes at the front.
    void consume(std::size_t count) noexcept {
        size_ -= count;
        if (size_ != 0)
            std::memmove(data_, data_ + count, size_);
    }

    /// Bytes that can be written at `room` before it must be made again.
    std::size_t space() const noexcept { return capacity_ - size_; }
    /// Bytes of memory that it holds.
    std::size_t capacity() const noexcept { return capacity_; }
    /// Makes it hold no less.
    void reserve(std::size_t capacity) {
        if (capacity > capacity_)
            allocate(capacity);
    }

    /// Makes room for `more` bytes and returns where they go; `commit` them afterwards.
    char* room(std::size_t more) {
        if (capacity_ - size_ < more)
            grow(more);
        return data_ + size_;
    }
    void commit(char* end) noexcept { size_ = static_cast<std::size_t>(end - data_); }

    void append(std::string_view text) { append(text.data(), text.size()); }
    void append(const char* text, std::size_t size) {
        if (size == 0)
            return;
        std::memcpy(room(size), text, size);
        size_ += size;
    }
    /// The same without taking more than `most` bytes of memory for what fits into them.
    void append_within(std::size_t most, std::string_view text) {
        if (space() < text.size())
            grow(text.size(), most);
        append(text);
    }
    void push_back(char c) {
        *room(1) = c;
        ++size_;
    }

private:
    void grow(std::size_t more, std::size_t most = static_cast<std::size_t>(-1)) {
        std::size_t capacity = (std::min)(capacity_ + capacity_ / 2 + 256, most);
        if (capacity - size_ < more)
            capacity = size_ + more;
        allocate(capacity);
    }
    void allocate(std::size_t capacity) {
        auto* data = static_cast<char*>(std::realloc(data_, capacity));
        if (data == nullptr)
            throw std::bad_alloc();
        data_ = data;
        capacity_ = capacity;
    }

    char* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

} // namespace bindery

#endif
