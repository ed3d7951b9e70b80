# compiler_flags: a response file with the flags that a user's translation unit gets from bindery::bindery, for tests
# that call the compiler themselves; of all headers only bindery's own are not a system's. The target exists only to be
# asked what it would be compiled with.
add_library(bindery_user OBJECT EXCLUDE_FROM_ALL main.cpp)
target_link_libraries(bindery_user PRIVATE bindery::bindery)

set(compiler_flags "${CMAKE_CURRENT_BINARY_DIR}/compiler_flags.$<CONFIG>")
string(REGEX REPLACE "([][+.*()^$?|\\])" "\\\\\\1" own "${PROJECT_SOURCE_DIR}/include")
set(include_dirs
    "$<FILTER:$<TARGET_PROPERTY:bindery_user,INCLUDE_DIRECTORIES>,EXCLUDE,^(${own}|/usr/include)/?$>"
)
set(definitions "$<TARGET_PROPERTY:bindery_user,COMPILE_DEFINITIONS>")
file(
    GENERATE
    OUTPUT "${compiler_flags}"
    CONTENT "${CMAKE_CXX20_STANDARD_COMPILE_OPTION}
-I\"${PROJECT_SOURCE_DIR}/include\"
$<$<BOOL:${include_dirs}>:-isystem\"$<JOIN:${include_dirs},\"\n-isystem\">\"\n>$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>\n>"
)
