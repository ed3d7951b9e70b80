# Imports all metadata twice, says how long it took, and compares; see ../CMakeLists.txt for the variables.

foreach(each IN LISTS METADATA)
    if(NOT EXISTS "${each}")
        message("skipped: no pages in ${each}")
        return()
    endif()
endforeach()
file(REMOVE_RECURSE "${WORK}")
string(TIMESTAMP before "%s.%f")
foreach(each IN LISTS METADATA)
    execute_process(COMMAND "${BINDERY_GEN}" import "${each}" --out "${WORK}/bindery/api" COMMAND_ERROR_IS_FATAL ANY ERROR_QUIET)
endforeach()
string(TIMESTAMP after "%s.%f")
message("imported from ${before} to ${after} seconds")

# Nothing of it differs the second time, and nothing is stale.
foreach(each IN LISTS METADATA)
    execute_process(
        COMMAND "${BINDERY_GEN}" import "${each}" --out "${WORK}/bindery/api" COMMAND_ERROR_IS_FATAL ANY ERROR_QUIET
        OUTPUT_VARIABLE said
    )
    if(NOT said MATCHES ", 0 written\n$")
        message(FATAL_ERROR "The second import differs from the first:\n${said}")
    endif()
endforeach()

# In another folder neither.
foreach(each IN LISTS METADATA)
    execute_process(COMMAND "${BINDERY_GEN}" import "${each}" --out "${WORK}/again" COMMAND_ERROR_IS_FATAL ANY ERROR_QUIET OUTPUT_QUIET)
endforeach()
file(GLOB_RECURSE once RELATIVE "${WORK}/bindery/api" "${WORK}/bindery/api/*")
file(GLOB_RECURSE twice RELATIVE "${WORK}/again" "${WORK}/again/*")
if(NOT once STREQUAL twice)
    message(FATAL_ERROR "Two imports give different files")
endif()
list(LENGTH once count)
foreach(each IN LISTS once)
    file(SHA256 "${WORK}/bindery/api/${each}" a)
    file(SHA256 "${WORK}/again/${each}" b)
    if(NOT a STREQUAL b)
        message(FATAL_ERROR "Two imports differ in ${each}")
    endif()
endforeach()
message("${count} files, the same in both")
