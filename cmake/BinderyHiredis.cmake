# hiredis::hiredis, and hiredis_FOUND: from hiredis' own package, or where that is too old to have one (before 1.0) from
# the header and the library.
if(NOT TARGET hiredis::hiredis)
    find_package(hiredis QUIET CONFIG)
endif()
if(NOT TARGET hiredis::hiredis)
    find_path(BINDERY_HIREDIS_INCLUDE_DIR hiredis/hiredis.h)
    find_library(BINDERY_HIREDIS_LIBRARY hiredis)
    mark_as_advanced(BINDERY_HIREDIS_INCLUDE_DIR BINDERY_HIREDIS_LIBRARY)
    if(BINDERY_HIREDIS_INCLUDE_DIR AND BINDERY_HIREDIS_LIBRARY)
        add_library(hiredis::hiredis UNKNOWN IMPORTED)
        set_target_properties(
            hiredis::hiredis PROPERTIES IMPORTED_LOCATION "${BINDERY_HIREDIS_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES
                                                                                      "${BINDERY_HIREDIS_INCLUDE_DIR}"
        )
    endif()
endif()
set(hiredis_FOUND FALSE)
if(TARGET hiredis::hiredis)
    set(hiredis_FOUND TRUE)
endif()
