"""What the system has against a file or a folder, in words: its own come in the language of the machine."""

from __future__ import annotations

import errno

from evalkit.core.message import Message, say


def reason(error: OSError) -> Message:
    """Why a file could not be read or written, short enough to stand between brackets."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return say("accès refusé, ou fichier ouvert ailleurs")
    if error.errno == errno.EROFS:
        return say("ce disque ou ce dossier ne se lit que, rien ne peut y être écrit")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return say("un fichier porte le nom d’un dossier de ce chemin")
    if error.errno == errno.EISDIR:
        return say("un dossier porte ce nom")
    if error.errno == errno.ENOENT:
        return say("ce chemin n’existe pas")
    if error.errno == errno.ENAMETOOLONG:
        return say("ce nom ou ce chemin est trop long")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return say("plus de place sur le disque")
    return say("le système dit : {said}", said=error.strerror or type(error).__name__)
