#ifndef BINDERY_CODEGEN_IMPORT_PROGRESS_HPP
#define BINDERY_CODEGEN_IMPORT_PROGRESS_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace bindery::codegen {

/// A line on a terminal that tells how far a long run has come, and is gone when it is done; nothing in a pipe.
class progress_line {
public:
    explicit progress_line(std::string_view title);
    ~progress_line();
    progress_line(const progress_line&) = delete;

    void operator()(std::size_t done, std::size_t all);

private:
    std::string title_;
    bool shown_ = false;
    bool terminal_;
    int percent_ = -1;
};

} // namespace bindery::codegen

#endif
