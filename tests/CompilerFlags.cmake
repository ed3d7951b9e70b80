# compiler_flags: a response file with the flags that a user's translation unit gets from bindery::bindery, for tests
# that call the compiler themselves. The target exists only to be asked what it would be compiled with.
add_library(bindery_user OBJECT EXCLUDE_FROM_ALL main.cpp)
target_link_libraries(bindery_user PRIVATE bindery::bindery)

set(compiler_flags "${CMAKE_CURRENT_BINARY_DIR}/compiler_flags.$<CONFIG>")
set(include_dirs "$<TARGET_PROPERTY:bindery_user,INCLUDE_DIRECTORIES>")
set(definitions "$<TARGET_PROPERTY:bindery_user,COMPILE_DEFINITIONS>")
file(
    GENERATE
    OUTPUT "${compiler_flags}"
    CONTENT "${CMAKE_CXX20_STANDARD_COMPILE_OPTION}
$<$<BOOL:${include_dirs}>:-I\"$<JOIN:${include_dirs},\"\n-I\">\"\n>$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>\n>"
)
