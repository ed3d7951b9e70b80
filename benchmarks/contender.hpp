#ifndef BINDERY_BENCHMARKS_CONTENDER_HPP
#define BINDERY_BENCHMARKS_CONTENDER_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// One way of doing the work of one row.
class contender {
public:
    virtual ~contender() = default;
    /// Does the work once. What it makes stays here until the next time.
    virtual void run() = 0;
    /// What the last run made, in a form in which all contenders of a row must be equal: nobody wins by skipping work.
    virtual std::string product() const = 0;
};

/// A contender of a row. The one named "bindery" says what the others must make.
struct entry {
    std::string row; ///< e.g. "read_small"
    std::string name;
    std::unique_ptr<contender> (*make)(std::uint64_t size);
    std::uint64_t size; ///< bytes, or whatever grows; 0 for rows that do not grow
};

inline std::vector<entry>& entries() {
    static std::vector<entry> all;
    return all;
}

/// Enters a contender when the program starts: `const enter<write> here{"write_request", "rapidjson"};`
template <class Contender>
struct enter {
    enter(std::string row, std::string name) {
        entries().push_back({std::move(row), std::move(name),
                             [](std::uint64_t) -> std::unique_ptr<contender> { return std::make_unique<Contender>(); },
                             0});
    }
};

/// The same for each power of ten from `least` to `most`, with which the row is then named.
template <class Contender>
struct enter_sizes {
    enter_sizes(const std::string& row, const std::string& name, std::uint64_t least, std::uint64_t most) {
        for (std::uint64_t size = least; size <= most; size *= 10)
            entries().push_back(
                {row + '/' + std::to_string(size), name,
                 [](std::uint64_t of) -> std::unique_ptr<contender> { return std::make_unique<Contender>(of); }, size});
    }
};

} // namespace bench

#endif
