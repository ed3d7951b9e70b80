#ifndef BINDERY_QUERY_PARAMETER_LIST_HPP
#define BINDERY_QUERY_PARAMETER_LIST_HPP

#include <bindery/detail/buffer.hpp>
#include <bindery/detail/percent_encoding.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::query {

namespace detail {
class writer;
}

/// Parameters on their way out, none percent-encoded, in one piece of memory: unlike `parameters`, which holds two
/// strings for each, it allocates nothing when it is cleared and used again.
class parameter_list {
public:
    void clear() noexcept {
        text_.clear();
        places_.clear();
    }
    void add(std::string_view name, std::string_view value) {
        places_.push_back({text_.size(), name.size(), value.size()});
        text_.append(name);
        text_.append(value);
    }

    std::size_t size() const noexcept { return places_.size(); }
    std::string_view name(std::size_t i) const noexcept { return name(places_[i]); }
    std::string_view value(std::size_t i) const noexcept { return value(places_[i]); }

    bool has(std::string_view wanted) const noexcept {
        return std::any_of(places_.begin(), places_.end(), [&](const place& each) { return name(each) == wanted; });
    }

    /// By name, then by value, as bytes.
    void sort() {
        std::sort(places_.begin(), places_.end(), [this](const place& a, const place& b) {
            const int order = name(a).compare(name(b));
            return order != 0 ? order < 0 : value(a) < value(b);
        });
    }

    /// Appends `a=1&b=%20`, in the order they have now.
    void encode(buffer& out) const {
        char* to = out.room(3 * text_.size() + 2 * places_.size());
        for (const place& each : places_) {
            if (&each != places_.data())
                *to++ = '&';
            to = bindery::detail::percent_encode(name(each), to);
            *to++ = '=';
            to = bindery::detail::percent_encode(value(each), to);
        }
        out.commit(to);
    }

private:
    friend class detail::writer;

    struct place {
        std::size_t begin;
        std::size_t name_size;
        std::size_t value_size; // behind the name
    };

    std::string_view name(const place& of) const noexcept { return text_.view().substr(of.begin, of.name_size); }
    std::string_view value(const place& of) const noexcept {
        return text_.view().substr(of.begin + of.name_size, of.value_size);
    }

    buffer text_;
    std::vector<place> places_;
    std::string path_; // where a writer is, here for its memory
};

} // namespace bindery::query

#endif
